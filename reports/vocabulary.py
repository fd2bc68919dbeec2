"""The words that reports use, in the languages in which they are written, as data in one place. Pure.

Words are compared as `words.plain` leaves them: without case, accents, emoji and punctuation.
"""

from __future__ import annotations

from collections.abc import Mapping

from reports.words import plain
from tracker.model import Priority, Status


def words(*lines: str) -> frozenset[str]:
    """Words and phrases, parted by bars, as they are compared."""
    return frozenset(plain(word) for line in lines for word in line.split("|"))


# Titles of a column: a table that has one of the first is about actions, wherever it stands; of the others, the
# first that is there holds the title.
ACTION_COLUMN = words(
    "action|actions|action item|action items|action needed|action required|corrective action|preventive action",
    "follow-up action|task|tasks|todo|to do|fix plan|remediation|recommended action|action point|next action",
    "acao|accion|aktion|massnahme|azione|actie|действие|задача|アクション|アクションアイテム|対応|対策|改进措施|行动项|措施",
)
TITLE_COLUMNS: tuple[frozenset[str], ...] = (
    ACTION_COLUMN,
    words("item|improvement|measure|recommendation|mesure|medida|melhoria|fix|change|work item|activity|tarea|tarefa"),
    words("description|descricao|descripcion|beschreibung|内容|описание|what|details|summary|title|deliverable|step"),
)
COLUMNS: Mapping[str, frozenset[str]] = {
    "number": words("#|no|nr|n|id|item #|ref|action id|番号|№|item no|s/n|sl no|num"),
    "owner": words(
        "owner|owners|assignee|assignees|assigned|assigned to|responsible|who|dri|lead|responsible party|team",
        "action owner|owned by|owner/team|responsible person|point of contact|poc|assignee(s)|owner(s)",
        "responsavel|responsable|responsables|dueno|asignado|asignado a|encargado|verantwortlich|zustandig",
        "verantwortliche|eigenaar|responsabile|porteur|pilote|ответственный|担当|担当者|オーナー|责任人|负责人|담당자",
    ),
    "due": words(
        "due date|due|deadline|target date|eta|target|by when|when|due by|target completion|completion date|timeline",
        "target completion date|expected completion|timeframe|date due|finish by|expected date|planned date",
        "prazo|data limite|fecha limite|fecha|plazo|echeance|date limite|delai|fallig|frist|fallig am|scadenza|termin",
        "期限|期日|截止日期|完成时间|срок|дата|dedline|due date/eta|due/eta",
    ),
    "priority": words(
        "priority|prio|pri|p|priority level|prioridade|prioridad|priorite|prioritat|priorita|优先级|優先度|приоритет",
    ),
    "status": words(
        "status|state|progress|done|done?|completed|current status|estado|statut|etat|situacao|stato|状態|ステータス",
        "状态|статус|進捗",
    ),
    "ticket": words(
        "jira|jira key|jira issue|jira ticket|ticket|tickets|ticket id|issue key|issue link|tracking|tracking link|key",
        "bug|bug #|bug id|issue #|tracking issue|tracking ticket|github|github issue|github link|trello card|pr",
        "pr / commit|link|links|チケット|ticket/pr|pr/issue|tracker|reference|references|issue/pr",
    ),
    "problem": words("issue|problem|cause|root cause|gap|finding|risk|contributing factor"),
}
# A `date` column is the due date only where the section says that these are actions.
DATE_COLUMN = words("date|data|datum|日付|日期")
# A table with one of these columns tells what happened, or who agreed.
NO_ACTION_COLUMNS = words(
    "time|time (utc)|timestamp|time utc|date/time|date and time|datetime|hora|horario|heure|uhrzeit|zeit|时间|時刻",
    "時間|время|sign-off|signoff|sign off|approval|approved|approved by|signature|signed|role|event|evento|evenement",
    "ereignis|事件|イベント|who can edit|permission|question",
)

# Headings of a table or section of facts.
SIGN_OFF = words("sign-off|signoff|sign off|approval|approved|approvals")

# Keys of the header and the footer: those that count only in the header, and those that may stand anywhere.
HEAD_KEYS: Mapping[str, frozenset[str]] = {
    "incident": words(
        "incident id|incident|id|incident number|incident no|incident #|incident ref|reference|postmortem id|pir id",
        "report id|case id|インシデントid|id do incidente|id de incidente|id de l'incident|incident-id|post-mortem id",
        "事件编号|номер инцидента|incident ticket",
    ),
    "date": words(
        "date|incident date|date of incident|date of the incident|date(s)|dates|incident date/time|when|day|occurred",
        "date occurred|occurred on|date/time|date and time|start date|date & time|date of event|incident start date",
        "発生日|発生日時|日付|日時|日期|发生时间|data|data do incidente|fecha|fecha del incidente|date de l'incident",
        "date d'incident|datum|дата|дата инцидента|event date|happened on|date (utc)|outage date|date started",
    ),
    "started": words(
        "start|started|start time|incident start|began|started at|incident started|detected|discovered|date detected",
        "date de detection|detection|detected at|first detected|影響期間|検知日時|発生期間|inicio|debut|beginn|reported",
        "date discovered|date reported|begin|incident begin|impact start|start time (utc)|detection date",
        "fecha de deteccion|時刻",
    ),
    "severity": words(
        "severity|sev|severity level|incident severity|重大度|深刻度|severidade|severidad|severite|gravite|schweregrad",
        "严重程度|严重性|критичность|gravedad|gravidade|impact level|severity/priority|level|影響度",
    ),
    "duration": words("duration|duracao|duracion|duree|dauer|影響時間|持续时间|длительность|incident duration"),
    "incident_status": words(
        "status|incident status|state|current status|ステータス|状態|estado|statut|状态|статус|situacao"
    ),
}
FOOT_KEYS: Mapping[str, frozenset[str]] = {
    "document_status": words("document status|report status|postmortem status|doc status|review status"),
    "finalised": words("date finalized|date finalised|finalized|finalised|finalized on|finalised on"),
    "next_review": words(
        "next review|review date|next review date|review due|follow-up review|next review due|次回レビュー",
        "proxima revisao|proxima revision|prochaine revue|nachste uberprufung",
    ),
    "prepared_by": words(
        "report prepared by|prepared by|author|authors|written by|created by|作成者|autor|autores|auteur|report author",
        "report author(s)|author(s)|prepared by|document prepared by|owner|report owner|postmortem owner|автор|作者",
    ),
}
EPIC_KEYS = words("jira epic|epic|epic link|jira-epic")
# Headers of the two columns of a table of facts.
FACT_HEADERS = words(
    "field|fields|key|item|attribute|property|detail|details|value|項目|内容|値|champ|valeur|campo|valor|feld|wert|",
    "metadata|information|info|name|description|category|metric|data|поле|значение|字段|值|属性|incident summary",
)

# Labels of an item that is told in several lines or in brackets, by what they hold.
LABELS: Mapping[str, frozenset[str]] = {
    "title": words("action|action item|task|todo|アクション|accion|acao|massnahme"),
    "detail": words(
        "description|what|why|notes|note|rationale|type|category|details|context|reason|impact|success criteria"
    ),
    "owner": COLUMNS["owner"] | words("担当|owner(s)|assigned team|responsibility"),
    "due": COLUMNS["due"] | words("期限|by|target completion|due on"),
    "priority": COLUMNS["priority"] | words("severity"),
    "status": COLUMNS["status"],
    "ticket": words(
        "jira|ticket|tracking|jira ticket|issue|bug|jira issue|jira issue no|link|tracking issue|github issue"
    ),
}

# The first words decide; an emoji only when it stands alone.
STATUSES: Mapping[str, Status] = {
    word: status
    for status, said in (
        (
            Status.NOT_STARTED,
            words(
                "not started|to do|todo|to-do|open|opened|pending|planned|backlog|queued|new|proposed|deferred|scheduled",
                "not done|incomplete|not complete|not yet|required now|tbd|unstarted|to be done|not begun|assigned",
                "pendente|pendentes|pendiente|pendientes|a faire|offen|nao iniciado|no iniciado|por hacer|abierto|aberto",
                "non commence|en attente|geplant|未着手|未|未対応|未完了|待处理|未开始|не начато|открыто|保留|次のステップ",
            ),
        ),
        (
            Status.IN_PROGRESS,
            words(
                "in progress|in-progress|inprogress|ongoing|started|in review|wip|underway|under way|in flight|partial",
                "partially done|partially complete|in development|working on it|active|doing|under review|investigating",
                "em andamento|en proceso|en curso|en progreso|en cours|in arbeit|laufend|em progresso|進行中|対応中|着手",
                "进行中|в работе|в процессе|作業中|継続",
            ),
        ),
        (
            Status.BLOCKED,
            words("blocked|on hold|stuck|waiting|bloqueado|bloque|blockiert|заблокировано|ブロック|paused"),
        ),
        (
            Status.DONE,
            words(
                "done|complete|completed|closed|fixed|resolved|merged|shipped|deployed|finished|accomplished|implemented",
                "released|delivered|landed|live|verified|yes|feito|concluido|concluida|hecho|completado|terminado|fait",
                "termine|terminee|realise|erledigt|fertig|abgeschlossen|完了|済|済み|完成|已完成|done in this pr|готово",
                "выполнено|сделано|対応済み|対応済|実施済み|実施済|cerrado|fechado",
            ),
        ),
        (
            Status.CANCELLED,
            words(
                "cancelled|canceled|dropped|won't do|won't fix|wontfix|wont fix|wont do|rejected|obsolete|abandoned|n/a",
                "not needed|no longer needed|superseded|duplicate|not applicable|cancelado|cancelada|annule|abgebrochen",
                "中止|取消|отменено|declined|descoped",
            ),
        ),
    )
    for word in said
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
    for priority, said in (
        (
            Priority.P0,
            words("critical|highest|urgent|blocker|critica|critico|critique|kritisch|緊急|最高|紧急|critical/p0"),
        ),
        (Priority.P1, words("high|alta|alto|haute|haut|hoch|高|высокий|высокая|major|important")),
        (Priority.P2, words("medium|moderate|normal|med|media|medio|moyenne|moyen|mittel|中|средний|средняя")),
        (Priority.P3, words("low|minor|baixa|baixo|baja|bajo|basse|bas|faible|niedrig|gering|低|низкий|низкая")),
        (Priority.P4, words("lowest|trivial|nice to have|nice-to-have|最低")),
    )
    for word in said
}

# Cells that say nothing.
NOTHING = words(
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
    for name in words(names)
} | {
    plain(name): number
    for number, name in enumerate(
        ("січня", "лютого", "березня", "квітня", "травня", "червня", "липня", "серпня", "вересня", "жовтня", "листопада",
         "грудня"), 1)
}  # fmt: skip

APPROVED = ("approved", "signed", "yes", "✅", "☑", "✔")
