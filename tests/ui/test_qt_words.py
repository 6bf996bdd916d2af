# SPDX-License-Identifier: AGPL-3.0-or-later
"""Qt's own windows speak the reader's language: what its translation lacks is ours."""

from __future__ import annotations

from PySide6.QtWidgets import QFileDialog, QLabel, QTreeView

from tests.helpers.windows import plain_spaces, wait


def test_the_dialog_of_files_is_in_french(qtbot, french, tmp_path):
    (tmp_path / "sauvegardes").mkdir()
    dialog = QFileDialog()
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setDirectory(str(tmp_path))
    said = {plain_spaces(label.text()).replace("&", "") for label in dialog.findChildren(QLabel)}
    assert said >= {"Voir dans :", "Nom de fichier :", "Type de fichiers :"}
    tree = dialog.findChild(QTreeView)
    model, root = tree.model(), tree.rootIndex
    wait(qtbot, lambda: model.rowCount(root()))
    assert model.index(0, 2, root()).data() == "Dossier"
