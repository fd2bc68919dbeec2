"""A heading is known by its words, in whichever order and language they stand."""

from __future__ import annotations

import pytest

from reports.sections import Kind, kind_of
from reports.vocabulary import DEFAULT

ABOUT_ACTIONS = (
    "Follow on actions|Followups|CAPA|To-dos|Work items|Repair items (tracked)|Follow-up issues|Jira tickets|Tickets filed"
    "|Compliance actions|Commitments|Still to do|Plan d'actions|Piano d'azione|Nápravná opatření|Åtgärder|Korrigerende tiltak"
    "|Plan d'amélioration|Biện pháp khắc phục|Plan de mejora|Tâches|Mesures à venir|Actielijst|Меры по предотвращению|是正処置|遗留问题|후속 작업|Działania następcze|Aksiyon maddeleri|조치 사항|TODO一覧"
)
AHEAD = (
    "Hardening backlog|Guardrails to add|Structural fixes|Pending work|Open items|Tracked work|Process changes needed|Quick wins"
    "|Things to fix|What still needs to be done|What needs to change|Way forward|Prevention & detection|Detection improvements"
    "|Offene Punkte|Pistes d'amélioration|Qué vamos a hacer|Trabalhos futuros|Cómo prevenirlo|如何避免|Reste à faire|Контрольний список|Regression prevention|Mitigation strategies|Fix plan|Vervolgstappen|Что будем делать|Další kroky"
)
NEITHER = (
    "Detection|Recovery|Follow the money|Issues|Open questions|Acceptance criteria|Fixes applied|Changes made during the incident"
    "|Corrective actions taken|Preventive measures implemented|GitHub|Tracking|Release notes"
)


@pytest.mark.parametrize("text", ABOUT_ACTIONS.split("|"))
def test_a_heading_that_names_things_to_be_done_is_about_actions(text: str) -> None:
    assert kind_of(text, DEFAULT) in (Kind.ACTION_ITEMS, Kind.ACTIONS)


@pytest.mark.parametrize("text", AHEAD.split("|"))
def test_a_heading_that_looks_ahead_is_no_more_than_that(text: str) -> None:
    assert kind_of(text, DEFAULT) is Kind.FORWARD


@pytest.mark.parametrize("text", NEITHER.split("|"))
def test_a_heading_about_what_was_or_is_asked_is_about_neither(text: str) -> None:
    assert kind_of(text, DEFAULT) is None
