"""What annotators read in a tool where a file has a code: labels, relations and fields in French."""

from __future__ import annotations

from collections.abc import Mapping

from actes.convert.standoff import ACTOR, COREF, EVENT, HOLDER, PLACE, SOURCE, STANCE, TARGET, TIME

TITLES: Mapping[str, str] = {
    ACTOR: "Acteur",
    EVENT: "Événement",
    PLACE: "Lieu",
    TIME: "Temps",
    STANCE: "Position",
    COREF: "Coréférence",
    SOURCE: "Source",
    HOLDER: "Porteur",
    TARGET: "Cible",
    "id": "Identifiant",
    "name": "Nom",
    "kind": "Genre",
    "country": "Pays",
    "sectors": "Secteurs",
    "link": "Entrée du registre",
    "form": "Forme",
    "type": "Type",
    "modes": "Modes",
    "status": "Statut",
    "value": "Date EDTF",
    "polarity": "Polarité",
    "basis": "Base",
    "contexts": "Contextes",
    "note": "Note",
}
"""What is not here, a field that a later schema adds for one, is called by its code."""
