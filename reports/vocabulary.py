"""The words that reports use, in the languages in which they are written, as data in one place. Pure.

Words are compared as `words.plain` leaves them: without case, accents, emoji and punctuation.
"""

from __future__ import annotations

from collections.abc import Mapping

from reports.words import plain
from tracker.model import Priority, Status


def _words(*lines: str) -> frozenset[str]:
    return frozenset(plain(word) for line in lines for word in line.split("|"))


# Titles of a column: a table that has one of the first is about actions, wherever it stands; of the others, the
# first that is there holds the title.
ACTION_COLUMN = _words(
    "action|actions|action item|action items|action needed|action required|corrective action|preventive action",
    "follow-up action|task|tasks|todo|to do|fix plan|remediation|recommended action|action point|next action",
    "acao|accion|aktion|massnahme|azione|actie|действие|задача|アクション|アクションアイテム|対応|対策|改进措施|行动项|措施",
)
TITLE_COLUMNS: tuple[frozenset[str], ...] = (
    ACTION_COLUMN,
    _words("item|improvement|measure|recommendation|mesure|medida|melhoria|fix|change|work item|activity|tarea|tarefa"),
    _words("description|descricao|descripcion|beschreibung|内容|описание|what|details|summary|title|deliverable|step"),
)
COLUMNS: Mapping[str, frozenset[str]] = {
    "number": _words("#|no|nr|n|id|item #|ref|action id|番号|№|item no|s/n|sl no|num"),
    "owner": _words(
        "owner|owners|assignee|assignees|assigned|assigned to|responsible|who|dri|lead|responsible party|team",
        "action owner|owned by|owner/team|responsible person|point of contact|poc|assignee(s)|owner(s)",
        "responsavel|responsable|responsables|dueno|asignado|asignado a|encargado|verantwortlich|zustandig",
        "verantwortliche|eigenaar|responsabile|porteur|pilote|ответственный|担当|担当者|オーナー|责任人|负责人|담당자",
    ),
    "due": _words(
        "due date|due|deadline|target date|eta|target|by when|when|due by|target completion|completion date|timeline",
        "target completion date|expected completion|timeframe|date due|finish by|expected date|planned date",
        "prazo|data limite|fecha limite|fecha|plazo|echeance|date limite|delai|fallig|frist|fallig am|scadenza|termin",
        "期限|期日|截止日期|完成时间|срок|дата|dedline|due date/eta|due/eta",
    ),
    "priority": _words(
        "priority|prio|pri|p|priority level|prioridade|prioridad|priorite|prioritat|priorita|优先级|優先度|приоритет",
    ),
    "status": _words(
        "status|state|progress|done|done?|completed|current status|estado|statut|etat|situacao|stato|状態|ステータス",
        "状态|статус|進捗",
    ),
    "ticket": _words(
        "jira|jira key|jira issue|jira ticket|ticket|tickets|ticket id|issue key|issue link|tracking|tracking link|key",
        "bug|bug #|bug id|issue #|tracking issue|tracking ticket|github|github issue|github link|trello card|pr",
        "pr / commit|link|links|チケット|ticket/pr|pr/issue|tracker|reference|references|issue/pr",
    ),
    "problem": _words("issue|problem|cause|root cause|gap|finding|risk|contributing factor"),
}
# A `date` column is the due date only where the section says that these are actions.
DATE_COLUMN = _words("date|data|datum|日付|日期")
# A table with one of these columns tells what happened, or who agreed.
NO_ACTION_COLUMNS = _words(
    "time|time (utc)|timestamp|time utc|date/time|date and time|datetime|hora|horario|heure|uhrzeit|zeit|时间|時刻",
    "時間|время|sign-off|signoff|sign off|approval|approved|approved by|signature|signed|role|event|evento|evenement",
    "ereignis|事件|イベント|who can edit|permission|question",
)

# Headings, by how surely what stands below them are items. The first kind that holds any is taken.
ACTION_ITEMS = _words(
    "action item|action items|actions items|action point|action points|アクションアイテム|action items/followups",
    "行动项|elementos de accion|itens de acao|capa|action register|action log|action list",
)
ACTIONS = _words(
    "action|actions|action plan|action plans|corrective action|corrective actions|preventive action|preventive actions",
    "preventative action|preventative actions|corrective & preventative actions|corrective and preventive actions",
    "corrective and preventative actions|corrective & preventive actions|follow-up action|follow-up actions",
    "follow up actions|followup actions|follow-up task|follow-up tasks|follow up tasks|follow-up items|follow up items",
    "follow-ups|follow ups|followups|follow-up|follow up|followup|follow-up work|follow-up improvements|future actions",
    "next actions|post-incident actions|post incident actions|recommended actions|review actions|remediation items",
    "remediation actions|remediation tasks|remediation plan|improvement actions|improvement items|tasks|todo|todos",
    "to do|to-do|to dos|to-dos|tasks to address the issue|actions required|required actions|outstanding actions",
    "open actions|open items|work items|remedial actions|mitigation actions|prevention actions|actionables",
    "actionable items|action steps|improvement plan|preventive measures|preventative measures|follow-up required",
    "corrective and preventative measures|corrective and preventive measures|corrective measures|recommended follow-up",
    "recommended follow-ups|recommended follow up|tickets|repair items|follow-up tickets",
    "acoes|acoes corretivas|acoes preventivas|acoes corretivas e preventivas|plano de acao|acciones|plan de accion",
    "acciones correctivas|acciones preventivas|acciones de seguimiento|acciones correctivas y preventivas",
    "medidas preventivas|medidas corretivas|medidas correctivas|actions correctives|actions preventives|plan d'action",
    "plan d'actions|actions correctives et preventives|plan d'amelioration|actions a mener|actions de suivi|massnahmen",
    "massnahmenplan|folgemassnahmen|korrekturmassnahmen|azioni correttive|azioni|actiepunten|vervolgacties",
    "再発防止策|再発防止|対応策|今後のアクション|フォローアップ|改进措施|后续行动|整改措施|改善措施|行动计划|план действий|действия",
    "контрольныи список|контрольный список|корректирующие действия",
)
FORWARD = _words(
    "prevention|preventing recurrence|prevent recurrence|recurrence prevention|recommendations|recommendation",
    "next steps|next step|remediation|long-term|long term|short-term|short term|medium-term|medium term|mid-term",
    "long-term improvements|short-term improvements|long term improvements|short term improvements|long-term fix",
    "long-term fixes|long term fix|long-term solution|long term solution|long-term solutions|short-term fixes",
    "process improvements|technical improvements|documentation improvements|improvements|improvement|future work",
    "future improvements|planned improvements|proactive measures|systemic mitigation|mitigations|prevention measures",
    "prevention plan|preventative steps|preventive steps|how we prevent this|what we are doing|what we're doing",
    "what are we doing|what's next|whats next|moving forward|going forward|prevention strategies|future prevention",
    "how do we prevent this from happening again|how will we prevent this|suggested improvements|work to do",
    "areas for improvement|remaining work|future mitigation|permanent fix|planned work|changes we are making",
    "proximos passos|proximos pasos|prevencao|prevencion|recomendaciones|recomendacoes|prochaines etapes|prevention",
    "recommandations|nachste schritte|empfehlungen|ameliorations|mejoras|melhorias|pravention|预防|预防措施|予防策",
    "今後の対応|今後の課題|今後の対策|改善策|рекомендации|следующие шаги|предотвращение",
)
# What a heading may say before what it is about.
ADJECTIVES = _words(
    "immediate|short-term|short term|long-term|long term|medium-term|medium term|mid-term|near-term|proposed|planned",
    "recommended|our|the|key|technical|process|new|further|additional|all|open|pending|identified|agreed|main|suggested",
    "concrete|specific|post-incident|post incident|incident|list of|summary of|outstanding|remaining|completed|required",
    "high priority|medium priority|low priority|critical|engineering|operational|organizational|organisational",
)
# Words that make a heading one of something else, though it speaks of actions.
NOT_ACTIONS = _words(
    "taken|timeline|questions|meeting|meetings|verification|minutes|performed|tomadas|tomada|prises|fields|statuses",
    "status|tracking|example|examples|template|guidelines|response|recovery|resolving|containment|during|notes|tomados",
    "已采取|実施済み|implemented|log|history|realizadas|effectuees",
)
# Words of a heading inside a section of actions below which there are none.
LEAVING = _words(
    "questions|timeline|meetings|notes|taken|legend|references|reference|appendix|links|resources|related|sign-off|signoff",
    "approval|approvals|glossary|attachments|attendees|凡例|参考資料|referencias|referencias|references|説明|カテゴリの説明",
)
# A part of a list of actions that is done, or told as done.
DONE_GROUPS = _words(
    "completed|complete|done|feitas|feito|fait|faites|hecho|hechas|resolved|fixed|完了|已完成|erledigt"
)
OPEN_GROUPS = _words("pendentes|pending|open|todo|to do|pendientes|outstanding|a faire|remaining|未完了|未着手|offen")
IMMEDIATE = _words("immediate|immediate actions|immediate action|immediate response|immediate fix|immediate fixes")

# Headings of a table or section of facts.
SIGN_OFF = _words("sign-off|signoff|sign off|approval|approved|approvals")

# Keys of the header and the footer: those that count only in the header, and those that may stand anywhere.
HEAD_KEYS: Mapping[str, frozenset[str]] = {
    "incident": _words(
        "incident id|incident|id|incident number|incident no|incident #|incident ref|reference|postmortem id|pir id",
        "report id|case id|インシデントid|id do incidente|id de incidente|id de l'incident|incident-id|post-mortem id",
        "事件编号|номер инцидента|incident ticket",
    ),
    "date": _words(
        "date|incident date|date of incident|date of the incident|date(s)|dates|incident date/time|when|day|occurred",
        "date occurred|occurred on|date/time|date and time|start date|date & time|date of event|incident start date",
        "発生日|発生日時|日付|日時|日期|发生时间|data|data do incidente|fecha|fecha del incidente|date de l'incident",
        "date d'incident|datum|дата|дата инцидента|event date|happened on|date (utc)|outage date|date started",
    ),
    "started": _words(
        "start|started|start time|incident start|began|started at|incident started|detected|discovered|date detected",
        "date de detection|detection|detected at|first detected|影響期間|検知日時|発生期間|inicio|debut|beginn|reported",
        "date discovered|date reported|begin|incident begin|impact start|start time (utc)|detection date",
        "fecha de deteccion|時刻",
    ),
    "severity": _words(
        "severity|sev|severity level|incident severity|重大度|深刻度|severidade|severidad|severite|gravite|schweregrad",
        "严重程度|严重性|критичность|gravedad|gravidade|impact level|severity/priority|level|影響度",
    ),
    "duration": _words("duration|duracao|duracion|duree|dauer|影響時間|持续时间|длительность|incident duration"),
    "incident_status": _words(
        "status|incident status|state|current status|ステータス|状態|estado|statut|状态|статус|situacao"
    ),
}
FOOT_KEYS: Mapping[str, frozenset[str]] = {
    "document_status": _words("document status|report status|postmortem status|doc status|review status"),
    "finalised": _words("date finalized|date finalised|finalized|finalised|finalized on|finalised on"),
    "next_review": _words(
        "next review|review date|next review date|review due|follow-up review|next review due|次回レビュー",
        "proxima revisao|proxima revision|prochaine revue|nachste uberprufung",
    ),
    "prepared_by": _words(
        "report prepared by|prepared by|author|authors|written by|created by|作成者|autor|autores|auteur|report author",
        "report author(s)|author(s)|prepared by|document prepared by|owner|report owner|postmortem owner|автор|作者",
    ),
}
EPIC_KEYS = _words("jira epic|epic|epic link|jira-epic")
# Headers of the two columns of a table of facts.
FACT_HEADERS = _words(
    "field|fields|key|item|attribute|property|detail|details|value|項目|内容|値|champ|valeur|campo|valor|feld|wert|",
    "metadata|information|info|name|description|category|metric|data|поле|значение|字段|值|属性|incident summary",
)

# Labels of an item that is told in several lines or in brackets, by what they hold.
LABELS: Mapping[str, frozenset[str]] = {
    "title": _words("action|action item|task|todo|アクション|accion|acao|massnahme"),
    "detail": _words(
        "description|what|why|notes|note|rationale|type|category|details|context|reason|impact|success criteria"
    ),
    "owner": COLUMNS["owner"] | _words("担当|owner(s)|assigned team|responsibility"),
    "due": COLUMNS["due"] | _words("期限|by|target completion|due on"),
    "priority": COLUMNS["priority"] | _words("severity"),
    "status": COLUMNS["status"],
    "ticket": _words(
        "jira|ticket|tracking|jira ticket|issue|bug|jira issue|jira issue no|link|tracking issue|github issue"
    ),
}

# The first words decide; an emoji only when it stands alone.
STATUSES: Mapping[str, Status] = {
    word: status
    for status, words in (
        (
            Status.NOT_STARTED,
            _words(
                "not started|to do|todo|to-do|open|opened|pending|planned|backlog|queued|new|proposed|deferred|scheduled",
                "not done|incomplete|not complete|not yet|required now|tbd|unstarted|to be done|not begun|assigned",
                "pendente|pendentes|pendiente|pendientes|a faire|offen|nao iniciado|no iniciado|por hacer|abierto|aberto",
                "non commence|en attente|geplant|未着手|未|未対応|未完了|待处理|未开始|не начато|открыто|保留|次のステップ",
            ),
        ),
        (
            Status.IN_PROGRESS,
            _words(
                "in progress|in-progress|inprogress|ongoing|started|in review|wip|underway|under way|in flight|partial",
                "partially done|partially complete|in development|working on it|active|doing|under review|investigating",
                "em andamento|en proceso|en curso|en progreso|en cours|in arbeit|laufend|em progresso|進行中|対応中|着手",
                "进行中|в работе|в процессе|作業中|継続",
            ),
        ),
        (
            Status.BLOCKED,
            _words("blocked|on hold|stuck|waiting|bloqueado|bloque|blockiert|заблокировано|ブロック|paused"),
        ),
        (
            Status.DONE,
            _words(
                "done|complete|completed|closed|fixed|resolved|merged|shipped|deployed|finished|accomplished|implemented",
                "released|delivered|landed|live|verified|yes|feito|concluido|concluida|hecho|completado|terminado|fait",
                "termine|terminee|realise|erledigt|fertig|abgeschlossen|完了|済|済み|完成|已完成|done in this pr|готово",
                "выполнено|сделано|対応済み|対応済|実施済み|実施済|cerrado|fechado",
            ),
        ),
        (
            Status.CANCELLED,
            _words(
                "cancelled|canceled|dropped|won't do|won't fix|wontfix|wont fix|wont do|rejected|obsolete|abandoned|n/a",
                "not needed|no longer needed|superseded|duplicate|not applicable|cancelado|cancelada|annule|abgebrochen",
                "中止|取消|отменено|declined|descoped",
            ),
        ),
    )
    for word in words
}
EMOJI: Mapping[str, Status] = {
    "✅": Status.DONE, "☑": Status.DONE, "✔": Status.DONE, "🟢": Status.DONE, "🔄": Status.IN_PROGRESS,
    "🚧": Status.IN_PROGRESS, "🟡": Status.IN_PROGRESS, "⏳": Status.NOT_STARTED, "📅": Status.NOT_STARTED,
    "🔲": Status.NOT_STARTED, "☐": Status.NOT_STARTED, "⬜": Status.NOT_STARTED, "🔴": Status.NOT_STARTED,
    "📋": Status.NOT_STARTED, "🚫": Status.CANCELLED, "⛔": Status.BLOCKED,
}  # fmt: skip
CHECKS: Mapping[str, Status] = {
    "[x]": Status.DONE, "[ ]": Status.NOT_STARTED, "[]": Status.NOT_STARTED, "[n/a]": Status.CANCELLED,
    "[-]": Status.CANCELLED, "[~]": Status.IN_PROGRESS, "[/]": Status.IN_PROGRESS, "[done]": Status.DONE,
    "[wip]": Status.IN_PROGRESS, "[todo]": Status.NOT_STARTED, "[fixed]": Status.DONE,
}  # fmt: skip

PRIORITIES: Mapping[str, Priority] = {
    word: priority
    for priority, words in (
        (
            Priority.P0,
            _words("critical|highest|urgent|blocker|critica|critico|critique|kritisch|緊急|最高|紧急|critical/p0"),
        ),
        (Priority.P1, _words("high|alta|alto|haute|haut|hoch|高|высокий|высокая|major|important")),
        (Priority.P2, _words("medium|moderate|normal|med|media|medio|moyenne|moyen|mittel|中|средний|средняя")),
        (Priority.P3, _words("low|minor|baixa|baixo|baja|bajo|basse|bas|faible|niedrig|gering|低|низкий|низкая")),
        (Priority.P4, _words("lowest|trivial|nice to have|nice-to-have|最低")),
    )
    for word in words
}

# Cells that say nothing.
NOTHING = _words(
    "|-|--|---|n/a|na|none|tbd|tba|tbc|?|??|unassigned|nobody|unknown|not set|to be determined|to be assigned|to be set",
    "to be confirmed|to be decided|no owner|not assigned|none yet|ninguno|por definir|a definir|sin asignar|n/d|nenhum",
    "a determiner|non assigne|aucun|offen|keine|keiner|未定|要アサイン|要設定|未割当|なし|待定|无|нет|не назначен|nil|null",
)  # fmt: skip

MONTHS: Mapping[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "january|januar|janvier|enero|janeiro|gennaio|januari|января|январь|jan|janv|ene",
            "february|februar|fevrier|febrero|fevereiro|febbraio|februari|февраля|февраль|feb|fev|fevr",
            "march|marz|mars|marzo|marco|maart|марта|март|mar|mrz",
            "april|avril|abril|aprile|апреля|апрель|apr|avr|abr",
            "may|mai|mayo|maio|maggio|mei|мая|май",
            "june|juni|juin|junio|junho|giugno|июня|июнь|jun",
            "july|juli|juillet|julio|julho|luglio|июля|июль|jul|juil",
            "august|aout|agosto|augustus|августа|август|aug|ago",
            "september|septembre|septiembre|setembro|settembre|сентября|сентябрь|sep|sept|set",
            "october|oktober|octobre|octubre|outubro|ottobre|октября|октябрь|oct|okt|out|ott",
            "november|novembre|noviembre|novembro|ноября|ноябрь|nov",
            "december|dezember|decembre|diciembre|dezembro|dicembre|декабря|декабрь|dec|dez|dic|déc",
        ),
        1,
    )
    for name in _words(names)
} | {
    plain(name): number
    for number, name in enumerate(
        ("січня", "лютого", "березня", "квітня", "травня", "червня", "липня", "серпня", "вересня", "жовтня", "листопада",
         "грудня"), 1)
}  # fmt: skip

APPROVED = ("approved", "signed", "yes", "✅", "☑", "✔")

# By these a document is known as the review of an incident, or as something else that speaks of incidents.
INCIDENT_WORDS = (
    "incident", "postmortem", "post-mortem", "post mortem", "outage", "rca", "root cause", "pir", "after-action",
    "after action", "degradation", "downtime", "failure", "retrospective of", "インシデント", "ポストモーテム", "障害",
    "故障", "事故", "инцидент", "vorfall", "storung", "incidente", "panne",
)  # fmt: skip
NO_TITLES = _words(
    "incident title|title|postmortem title|incident name|name of the incident|your title here|incident report"
)
GUIDE_WORDS = _words(
    "guide|guideline|guidelines|handbook|playbook|runbook|runbooks|framework|process|policy|procedure|procedures|manual",
    "documentation|docs|overview|tutorial|checklist|index|readme|practices",
)
GENERAL_TITLES = _words(
    "postmortems|post-mortems|incidents|incident reports|incident reviews|list of post-mortems|post mortems"
)
REPORT_HEADINGS = (
    "timeline", "impact", "root cause", "resolution", "detection", "what went", "where we got lucky", "lessons",
    "contributing factor", "what happened", "trigger", "remediation", "mitigation", "five whys", "5 whys", "recovery",
    "summary", "prevention", "タイムライン", "影響", "原因", "教訓", "chronologie", "cause racine", "cronologia", "causa raiz",
    "impacto", "linha do tempo", "ursache", "auswirkung", "时间线", "影响", "根本原因", "хронология", "причина",
)  # fmt: skip
