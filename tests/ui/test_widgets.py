# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pieces of pages: their names for screen readers, and no text cut, in both languages and schemes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDateEdit,
    QLabel,
    QLineEdit,
    QWidget,
)

from app.views import Phase
from app.words import check_words, new_words
from tests.helpers.people import person
from tests.helpers.windows import find_cut, settle
from ui import tokens
from ui.errors import Notice
from ui.onboarding.found import CommuneStep, RulesStep
from ui.onboarding.join import CodeStep, ConsentStep, NameStep
from ui.onboarding.restore import ReachStep, WordsStep
from ui.pages.settings_sheets import PassphraseSheet, WordsSheet
from ui.theme import apply_look, look
from ui.widgets.avatar import initials
from ui.widgets.buttons import SignButton, button
from ui.widgets.card import Banner, Card, sunken
from ui.widgets.chart import Figures, nice_ceiling
from ui.widgets.chart_bars import Bar, BarChart
from ui.widgets.chart_ranked import Rank, RankedBars
from ui.widgets.chart_spark import Spark
from ui.widgets.chart_stacked import LegendBar, Part
from ui.widgets.chip import Chip
from ui.widgets.empty import Empty
from ui.widgets.field import Field
from ui.widgets.flow import Flow, Side, gather
from ui.widgets.label import Label, label
from ui.widgets.money import Figure, money
from ui.widgets.notice_bar import NoticeBar
from ui.widgets.person_picker import PersonPicker
from ui.widgets.phase import Dot, PhaseMark
from ui.widgets.qr import QrCode
from ui.widgets.ring import Ring, RingLegend
from ui.widgets.segments import Segments
from ui.widgets.sheet import SheetBody, SideSheet
from ui.widgets.timeline import Step, Timeline
from ui.widgets.words_grid import WordsGrid


def cut_texts(root: QWidget) -> list[str]:
    """Labels and buttons in view that are given less room than their text needs."""
    found = []
    for widget in (root, *root.findChildren(QWidget)):
        if not widget.isVisibleTo(root):
            continue
        if isinstance(widget, QLabel) and widget.text():
            needed = (
                widget.heightForWidth(widget.width()) if widget.wordWrap() else widget.sizeHint().height()
            )
            wide = widget.minimumSizeHint().width() if widget.wordWrap() else widget.sizeHint().width()
            if widget.height() < needed or widget.width() < wide:
                found.append(widget.text())
        elif (
            isinstance(widget, QAbstractButton)
            and widget.text()
            and widget.width() < widget.minimumSizeHint().width()
        ):
            found.append(widget.text())
    return found


def shown(qtbot, widget: QWidget, width: int) -> QWidget:
    qtbot.addWidget(widget)
    widget.resize(width, 40)
    widget.show()
    settle()  # what stands under one another once it knows its width asks for more height
    layout = widget.layout()
    height = widget.sizeHint().height()
    if layout is not None and layout.hasHeightForWidth():
        height = widget.heightForWidth(width)
    widget.resize(width, max(height, 40))
    settle()
    return widget


PARTS = (
    Part("Consommé", 17_700, "17,7\u00a0kWh", "time"),
    Part("Vendu aux voisins", 92_300, "92,3\u00a0kWh", "sun"),
    Part("Offert", 24_000, "24,0\u00a0kWh", "gift"),
    Part("Épargné", 34_400, "34,4\u00a0kWh", "primary"),
)


# --- names -----------------------------------------------------------------------------------------------


def test_a_title_of_two_lines_keeps_the_room_around_it(qtbot, dressed):
    """Its second line stood against the first word of the card, its icon between the two."""
    short, tall = (
        Card("Mon compteur", icon="bolt"),
        Card("Mon compteur : " + "tout ce que font " * 3, icon="bolt"),
    )
    for card in (short, tall):
        card.body.addWidget(Label("30 kWc vers le sud", "body"))
        shown(qtbot, card, 240)
    line_px = short.title.fontMetrics().lineSpacing()
    lines = (tall.title.height() - short.title.height() + line_px) // line_px
    assert lines >= 2
    for card, count in ((short, 1), (tall, lines)):
        room = card.title.height() - count * line_px
        assert room >= tokens.CONTROL_HEIGHT - line_px - 2, "above and below, however many lines"
    marks = [card.findChildren(QLabel)[0].geometry().center().y() for card in (short, tall)]
    assert abs(marks[0] - marks[1]) <= 1


def test_a_card_is_named_by_its_title(qtbot, french):
    card = Card("Vos acheteurs", icon="users", link="Tout voir", on_link=lambda: None)
    qtbot.addWidget(card)
    assert card.accessibleName() == "Vos acheteurs"
    assert card.link.accessibleName() == "Tout voir, Vos acheteurs"


def charts() -> list[QWidget]:
    figures = Figures(("Heure", "Produit"), (("0 h", "0"), ("1 h", "3")))
    bars = BarChart()
    bars.set_bars((Bar(0, "0 h"), Bar(3_000), Bar(0, gap=True)), "Production", "Le plus à 1 h.", figures)
    spark = Spark()
    spark.set_values((1, None, 3, 5), ("avril", "mai"), "Épargne", "Elle monte.", figures)
    ranks = (Rank("Ferme", 212_000, "212,0 kWh"), Rank("Vous", 168_400, "168,4 kWh", True))
    ring = Ring(PARTS, "Fonds", "Retraites 40 %", number="186 340", unit="kWh")
    legend = LegendBar(PARTS, "Où est-elle allée ?", "Consommé 17,7 kWh", columns=2)
    pig = Ring(PARTS, "Fonds", "Retraites 40 %", number="186 340", unit="kWh", size=132, icon="pig-money")
    ranked = RankedBars(ranks, "Voisins", "Ferme: 212,0 kWh")
    return [bars, spark, ranked, ring, pig, legend.bar, legend]


def test_charts_have_a_name_a_sentence_and_their_figures(qtbot, dressed):
    made = charts()
    for chart in made[:-1]:
        qtbot.addWidget(chart)
        assert chart.accessibleName()
        assert chart.accessibleDescription()
        assert chart.figures.rows


def test_charts_paint_in_every_size(qtbot, dressed):
    for chart in charts():
        shown(qtbot, chart, 240)
        assert not chart.grab().isNull()


def test_the_phase_is_said(qtbot, french):
    for phase, word in (
        (Phase.PENDING, "enregistré"),
        (Phase.SEALED, "définitif"),
        (Phase.VOID, "sans effet"),
    ):
        mark, dot = PhaseMark(phase), Dot(phase)
        qtbot.addWidget(mark)
        qtbot.addWidget(dot)
        assert mark.accessibleName() == dot.accessibleName() == word


def test_a_timeline_is_a_sentence(qtbot, french):
    steps = (Step("commandée", "hier", Phase.SEALED), Step("acceptée", next=True), Step("livrée"))
    line = shown(qtbot, Timeline(steps, "Panier de légumes"), 500)
    assert line.accessibleDescription() == (
        "commandée: hier, définitif. acceptée: ensuite. livrée: pas encore"
    )
    assert cut_texts(line) == []


def test_a_field_says_what_is_wrong_under_itself(qtbot, french):
    edit = QLineEdit()
    field = shown(qtbot, Field("Combien", edit, "Comme 25"), 300)
    field.set_error("Un montant doit être plus grand que zéro.")
    assert field.error
    assert edit.accessibleDescription() == "Un montant doit être plus grand que zéro."
    field.set_error("")
    assert field.error == ""
    assert edit.accessibleDescription() == "Comme 25"


def test_an_icon_button_has_a_name(qtbot, dressed):
    made = button("", icon="x", name="Fermer")
    qtbot.addWidget(made)
    assert made.accessibleName() == made.toolTip() == "Fermer"


# --- behaviour -------------------------------------------------------------------------------------------


def test_signing_needs_space_or_a_click(qtbot, french):
    signed = []
    made = SignButton("Signer", lambda: signed.append(True))
    qtbot.addWidget(made)
    made.show()
    qtbot.keyClick(made, Qt.Key.Key_Return)
    assert signed == []
    qtbot.keyClick(made, Qt.Key.Key_Space)
    assert signed == [True]


def test_the_picker_finds_without_accents(qtbot, french):
    people = (person("Marie Lefèvre"), person("Karim Benali", roles=("technician",)), person("Hélène Morel"))
    picker = PersonPicker(people, "À qui")
    qtbot.addWidget(picker)
    picker.show()
    qtbot.keyClicks(picker.search, "lefev")
    assert picker.results.count() == 1
    with qtbot.waitSignal(picker.chosen) as signal:
        qtbot.keyClick(picker.search, Qt.Key.Key_Return)
    assert signal.args == [people[0]]
    assert picker.person is people[0]
    picker.choose(None)
    assert picker.person is None
    assert picker.results.count() == 3


def test_two_of_one_name_are_told_apart_by_their_signs(qtbot, french):
    """A name is chosen: somebody may take a neighbour's, to be paid in their place."""
    first = replace(person("Ann Smith", account=b"1" * 32), is_alike=True)
    second = replace(person("ann smith", account=b"2" * 32), fingerprint="ykqi-zwve", is_alike=True)
    picker = PersonPicker((first, second, person("Marie Lefèvre")), "À qui")
    qtbot.addWidget(picker)
    picker.show()
    shown = [picker.results.item(row).text() for row in range(picker.results.count())]
    assert shown == ["Ann Smith (k4mq\u20117xza)", "ann smith (ykqi\u2011zwve)", "Marie Lefèvre"]
    qtbot.keyClicks(picker.search, "ykqi")
    qtbot.keyClick(picker.search, Qt.Key.Key_Return)
    assert picker.person is second
    assert "ann smith (ykqi\u2011zwve)" in [label.text() for label in picker.findChildren(QLabel)]


def test_a_whole_name_is_a_choice_without_enter(qtbot, french):
    people = [person("Marie Lefèvre"), person("Marie"), person("Paul"), person("Paul")]
    picker, other = PersonPicker(people, "À qui"), QLineEdit()
    for widget in (picker, other):
        qtbot.addWidget(widget)
        widget.show()
    for typed, chosen in (("mari", None), ("paul", None), ("marie ", people[1])):
        picker.search.setFocus()
        picker.search.setText(typed)
        QApplication.sendEvent(picker.search, QFocusEvent(QEvent.Type.FocusOut))
        QApplication.processEvents()
        assert picker.person is chosen


class Windows(QObject):
    """Counts what is shown as a window of its own."""

    def __init__(self):
        super().__init__()
        self.count = 0

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.count += 1
        return False


def test_a_field_with_a_hint_is_no_window_of_its_own(qapp, french):
    windows = Windows()
    qapp.installEventFilter(windows)
    try:
        field = Field("Nom", QLineEdit(), "Comme on vous appelle")
    finally:
        qapp.removeEventFilter(windows)
    assert windows.count == 0
    field.deleteLater()


def test_a_flow_says_who_gave_and_who_received(qtbot, french):
    left = (Side("Claire", 90, "1 min 30"),)
    sides = [Side(f"Voisin {number}", number, f"{number} s") for number in range(1, 10)]
    right = gather(sides, "Autres", lambda amount: f"{amount} s")
    assert [side.name for side in right] == [f"Voisin {number}" for number in (9, 8, 7, 6, 5)] + ["Autres"]
    assert sum(side.amount for side in right) == sum(range(1, 10))
    flow = Flow(left, right, "time", "Temps")
    qtbot.addWidget(flow)
    flow.show()
    assert flow.accessibleName().endswith("Temps")
    assert "Claire" in flow.accessibleDescription()
    assert len(flow.figures.rows) == 7
    assert not flow.grab().isNull()


def test_initials():
    assert initials("Marie Lefèvre") == "ML"
    assert initials("École communale") == "ÉC"
    assert initials("Denise") == "D"
    assert initials("") == "?"


def test_a_good_notice_leaves_an_error_stays(qtbot, french):
    bar = NoticeBar()
    qtbot.addWidget(bar)
    bar.show_notice(Notice("ok", "C'est fait."))
    assert bar._timer.isActive()
    bar.show_notice(Notice("error", "Non.", "Rien n'a été retiré.", "Réessayez.", code="E-BALANCE"))
    assert not bar._timer.isActive()
    assert bar.isVisible()
    assert bar.accessibleName() == "Non. Rien n'a été retiré. Réessayez."


def test_the_sheet_takes_the_focus_and_gives_it_back(qtbot, french):
    window = QWidget()
    qtbot.addWidget(window)
    before = QLineEdit(window)
    sheet = SideSheet(window)
    window.resize(900, 600)
    window.show()
    before.setFocus()
    body = SheetBody("Payer")
    field = QLineEdit()
    body.body.addWidget(field)
    sheet.open(body)
    assert window.focusWidget() is field
    assert sheet.isVisible()
    sheet.close_sheet()
    assert not sheet.isVisible()
    assert window.focusWidget() is before


def test_words_are_asked_back(qtbot, french):
    words = [f"mot{number}" for number in range(24)]
    sheet = WordsSheet(words)
    qtbot.addWidget(sheet)
    sheet.ask()
    assert len(sheet.asked) == 3
    for field in sheet.fields:
        field.control.setText("faux")
    with qtbot.assertNotEmitted(sheet.confirmed):
        sheet.check()
    assert all(field.error for field in sheet.fields)
    for field, position in zip(sheet.fields, sheet.asked, strict=True):
        field.control.setText(f" Mot{position} ")
    with qtbot.waitSignal(sheet.confirmed):
        sheet.check()


def test_two_passphrases_must_be_one(qtbot, french):
    sheet = PassphraseSheet(has_one=False)
    qtbot.addWidget(sheet)
    sheet.first.control.setText("trois petits chats")
    sheet.second.control.setText("trois petits chiens")
    with qtbot.assertNotEmitted(sheet.chosen):
        sheet.check()
    sheet.second.control.setText("trois petits chats")
    with qtbot.waitSignal(sheet.chosen) as signal:
        sheet.check()
    assert signal.args == ["trois petits chats"]


def test_pasting_24_words_fills_every_box(qtbot, qapp, french):
    step = WordsStep()
    qtbot.addWidget(step)
    step.show()
    sheet = check_words(new_words())
    qapp.clipboard().setText("\n".join(f"{number}. {word}" for number, word in enumerate(sheet, start=1)))
    qtbot.keyClick(step.grid.fields[0], Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert check_words(step.grid.words) == sheet
    assert step.grid.is_whole
    with qtbot.waitSignal(step.done):
        step.check()


@pytest.mark.parametrize(
    ("value", "top", "step"), [(20_600, 30_000, 10_000), (168, 200, 100), (0, 1, 1), (5, 6, 2)]
)
def test_an_axis_has_round_steps(value, top, step):
    assert nice_ceiling(value) == (top, step)


def test_the_same_data_does_not_paint_again(qtbot, french):
    chart = BarChart()
    qtbot.addWidget(chart)
    bars = (Bar(1_000, "0 h"),)
    chart.set_bars(bars, "a", "b", Figures(("",), ()))
    chart.show()
    assert chart._bars is bars
    chart.set_bars((Bar(1_000, "0 h"),), "a", "b", Figures(("",), ()))
    assert chart._bars is bars


# --- no text is cut --------------------------------------------------------------------------------------


class NoDoors:
    def describe_code(self, text: str) -> None:
        raise AssertionError(text)


def pieces() -> dict[str, QWidget]:
    act = lambda: None  # noqa: E731
    notice = NoticeBar()
    notice.show_notice(
        Notice("error", "Marie n'a pas reçu les 25 kWh.", "Rien n'a été retiré.", "Payez moins.", "E")
    )
    rich = Card("Une carte au titre un peu long", icon="wallet", link="Tout voir", on_link=act)
    rich.body.addWidget(Figure("kwh", 168_412))
    rich.body.addWidget(money("hour", 5_700, signed=True))
    rich.body.addWidget(Chip("▲ 12 % sur 7 jours", "sun"))
    rich.body.addWidget(sunken("En retour", [("3,1 kg", "food"), ("28 min", "time")]))
    return {
        "banner": Banner("gift", "Marc vous a offert 24 kWh", "« Merci, il fait bon ici. »", "Voir", act),
        "notice": notice,
        "card": rich,
        "empty": Empty("Vos acheteurs", "Les voisins qui prennent vos kWh seront ici.", "Inviter", act),
        "ring": RingLegend(Ring(PARTS, "Fonds", "…", size=120), PARTS),
        "legend": LegendBar(PARTS, "Où", "…", columns=2),
        "segments": Segments((("fr", "Français"), ("en", "English")), "fr", "Langue"),
        "picker": PersonPicker((person("Marie Lefèvre"),), "À qui"),
        "code": CodeStep(NoDoors()),
        "name": NameStep(2, 3),
        "consents": ConsentStep(3, 3),
        "commune": CommuneStep(),
        "rules": RulesStep(),
        "words": WordsStep(),
        "reach": ReachStep(),
        "phrase": PassphraseSheet(has_one=True),
        "24": WordsSheet([f"abstraction{number}" for number in range(24)]),
    }


def test_long_names_of_a_legend_take_two_lines(qtbot, dressed):
    names = ("Consommé chez vous", "Vendu aux voisins", "Épargné, don de François", "Le reste, à la commune")
    parts = tuple(replace(PARTS[0], name=name) for name in names)
    legend = LegendBar(parts, "Où est-elle allée ?", "…", columns=2)
    shown(qtbot, legend, 240)
    assert legend.minimumSizeHint().width() <= 240
    assert cut_texts(legend) == []


@pytest.mark.parametrize("width", [324, 640])
def test_no_text_is_cut(qtbot, dressed, width):
    for name, piece in pieces().items():
        if name == "words":
            piece.grid.set_columns(2 if width < tokens.MEDIUM else 3)
        shown(qtbot, piece, width)
        assert cut_texts(piece) == [], name


@pytest.mark.parametrize("percent", tokens.TEXT_SIZES)
def test_the_24_boxes_fit_in_a_sheet_as_narrow_as_a_phone(qtbot, qapp, french, percent):
    apply_look(qapp, replace(look(), text_percent=percent))
    grid = WordsGrid()
    qtbot.addWidget(grid)
    assert grid.minimumSizeHint().width() <= 400 - 2 * tokens.S4


def test_a_field_keeps_its_height_when_it_is_wrong(qtbot, dressed):
    for made in (QLineEdit(), QComboBox(), QDateEdit()):
        qtbot.addWidget(made)
        made.ensurePolished()
        assert made.sizeHint().height() == look().px(tokens.CONTROL_HEIGHT)
        made.setProperty("wrong", True)
        made.style().unpolish(made)
        made.style().polish(made)
        assert made.sizeHint().height() == look().px(tokens.CONTROL_HEIGHT)


def test_larger_text_is_not_cut_either(qtbot, qapp, french):
    from dataclasses import replace

    apply_look(qapp, replace(look(), text_percent=130))
    for name, piece in pieces().items():
        if name in {"words", "rules", "24"}:  # these ask for more than a phone's width at 130 %: they scroll
            continue
        shown(qtbot, piece, 560)
        assert cut_texts(piece) == [], name


def test_every_control_in_the_steps_has_a_name(qtbot, dressed):
    for name, piece in pieces().items():
        qtbot.addWidget(piece)
        for control in piece.findChildren(QWidget):
            if isinstance(control, QAbstractButton | QLineEdit | QComboBox) and control.isVisibleTo(piece):
                if isinstance(control, QAbstractButton) and control.text():
                    continue
                if control.parent().__class__.__name__ in {"QComboBox", "QDateEdit"}:
                    continue
                assert control.accessibleName(), (name, control)


def test_labels_are_plain_text_and_never_small(qtbot, dressed):
    for role in tokens.TYPE:
        made = label("<b>25</b>", role)
        qtbot.addWidget(made)
        assert made.textFormat() == Qt.TextFormat.PlainText
        assert made.font().pixelSize() >= 13


def test_a_qr_code_keeps_its_quiet_border(qtbot, dressed):
    code = QrCode("VOISINAGE-" + "ABCD" * 60, "Invitation")
    qtbot.addWidget(code)
    picture = code.grab().toImage()
    assert picture.pixelColor(1, 1).name() == tokens.LIGHT["surface"].lower()
    assert picture.pixelColor(4 * code._pixel + 1, 4 * code._pixel + 1).name() == tokens.LIGHT["ink"].lower()
    assert isinstance(Label("x"), QLabel)


@pytest.mark.parametrize(("width", "rows"), [(700, 1), (230, 3)])
def test_a_choice_of_a_few_stands_under_one_another_where_it_does_not_fit(qtbot, french, width, rows):
    options = (("gift", "Offrir"), ("buyer", "Vendre d’abord à"), ("all", "Vendre à tous"))
    made = Segments(options, "gift", "Ajouter une ligne")
    qtbot.addWidget(made)
    made.show()
    made.resize(width, 200)
    settle()
    buttons = made.findChildren(QAbstractButton)
    assert len({one.y() for one in buttons}) == rows
    assert find_cut(made) == []
    assert made.minimumSizeHint().width() < width


@pytest.mark.parametrize(("text_percent", "is_below"), [(100, False), (130, True)])
def test_a_banners_button_goes_under_words_that_have_no_room_beside_it(
    qtbot, qapp, french, text_percent, is_below
):
    apply_look(qapp, replace(look(), text_percent=text_percent))
    banner = Banner("basket", "Paul Garnier voudrait votre offre", "Broyeur", "Répondre", lambda: None)
    shown(qtbot, banner, 324)
    settle()
    answer = banner.findChild(QAbstractButton)
    said = banner.findChildren(QLabel)[-1]
    assert (answer.geometry().top() >= said.geometry().bottom()) is is_below
    assert find_cut(banner) == []
    banner.resize(700, 90)
    settle()
    assert answer.geometry().left() > said.geometry().right() - 1


def test_a_word_without_an_end_does_not_widen_a_page(qtbot, dressed):
    """One note of 200 letters without a space pushed amounts and buttons out of everybody's sight."""
    shown = Label("zz" * 100, wrap=True)
    qtbot.addWidget(shown)
    assert shown.minimumSizeHint().width() < 200
    shown.setText("https://exemple.fr/" + "y" * 300)
    assert shown.minimumSizeHint().width() < 200
