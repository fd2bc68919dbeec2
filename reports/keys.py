"""The keys of facts and of labels, in the languages in which reports write them, as data. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from reports.words import phrases

# Keys of the header and the footer: those that count only in the header, and those that may stand anywhere.
HEAD: Mapping[str, frozenset[str]] = {
    "incident": phrases(
        "incident id|incident|id|incident number|incident no|incident nr|incident #|incident ref|reference|postmortem id|pir id",
        "report id|case id|incident-id|post-mortem id|incident ticket|incident reference|incident key|rca id|rca #|ref|case",
        "report number|postmortem #|postmortem number|incident code|event id|ticket|case number|report no|#|インシデントid|インシデント番号|管理番号",
        "id do incidente|id de incidente|id del incidente|id de l'incident|numero d'incident|numero do incidente|vorfall-id|vorfall",
        "vorfallnummer|ticketnummer|id incidente|numero incidente|incidentnummer|id incydentu|numer incydentu|номер инцидента|инцидент",
        "id инцидента|номер інциденту|olay no|olay numarası|olay id|事件编号|故障编号|事故编号|编号|장애 번호|사고 번호|인시던트 id|장애 id",
    ),
    "date": phrases(
        "date|incident date|date of incident|date of the incident|date(s)|dates|incident date/time|when|day|occurred",
        "date occurred|occurred on|date/time|date and time|start date|date & time|date of event|incident start date",
        "event date|happened on|date (utc)|outage date|date started|date of outage|date of occurrence|incident day|date incident",
        "発生日|発生日時|日付|日時|発生時刻|インシデント発生日|日期|发生时间|发生日期|故障时间|事故时间|故障日期|事件日期|发生时间",
        "data|data do incidente|data da ocorrencia|quando|fecha|fecha del incidente|fecha de incidente|cuando|date de l'incident",
        "date d'incident|date de la panne|datum|datum des vorfalls|vorfalldatum|zeitpunkt|wann|data incidente|data dell'incidente",
        "datum incident|incidentdatum|data incydentu|data zdarzenia|дата|дата инцидента|когда|дата інциденту|tarih|olay tarihi",
        "날짜|발생일|발생 일시|발생일시|일시|장애 일시|장애 발생일",
    ),
    "started": phrases(
        "start|started|start time|incident start|began|started at|incident started|detected|discovered|date detected",
        "detection|detected at|first detected|date discovered|date reported|begin|incident begin|impact start|reported|beginning",
        "start time (utc)|detection date|outage start|start of incident|first occurrence|onset|declared|incident window|window",
        "time of incident|incident time|period|time|duration/time|outage window|time window|occurrence|incident period|time range",
        "date de detection|debut|date de debut|fecha de deteccion|inicio|fecha de inicio|data de inicio|data de deteccao|beginn",
        "start des vorfalls|inizio|aanvang|początek|начало|время начала|початок|başlangıç|影響期間|検知日時|発生期間|開始日時|時刻|開始",
        "期間|障害期間|开始时间|影响时间|发现时间|시작|시작 시간|발생 시각|장애 시간|기간",
    ),
    "severity": phrases(
        "severity|sev|severity level|incident severity|severity/priority|level|impact level|priority|incident priority|incident level",
        "sev level|priority/severity|criticality|severity rating|classification|incident classification|重大度|深刻度|影響度|重要度|レベル",
        "優先度|severidade|severidad|severite|gravite|gravidade|gravedad|schweregrad|schwere|kritikalitat|prioritat|priorite|prioridade",
        "prioridad|criticite|criticidade|criticidad|gravita|priorita|ernst|prioriteit|waga|priorytet|poziom|严重程度|级别|等级|严重级别|故障等级",
        "故障级别|事件级别|优先级|严重性|критичность|серьезность|приоритет|уровень|критичність|серйозність|пріоритет|рівень|önem|öncelik",
        "önem derecesi|ciddiyet|심각도|등급|우선순위|장애 등급|중요도|severiteit",
    ),
    "duration": phrases("duration|duracao|duracion|duree|dauer|影響時間|持续时间|длительность|incident duration|durata|duur|süre|czas trwania"),
    "incident_status": phrases(
        "status|incident status|state|current status|ステータス|状態|estado|statut|etat|状态|当前状态|статус|состояние|situacao|stato",
        "durum|상태|stan|incident state|resolution status|estado actual|situacao atual",
    ),
}  # fmt: skip  # set by hand, as a table
FOOT: Mapping[str, frozenset[str]] = {
    "document_status": phrases(
        "document status|report status|postmortem status|post-mortem status|doc status|review status|status of this document",
        "estado del documento|estado del informe|status do documento|statut du document|dokumentstatus|status dokumentu",
        "stato del documento|документ статус|статус документа|文書ステータス|ドキュメントステータス|文档状态|문서 상태|status of document",
    ),
    "finalised": phrases("date finalized|date finalised|finalized|finalised|finalized on|finalised on"),
    "next_review": phrases(
        "next review|review date|next review date|review due|follow-up review|next review due|next review on|review on",
        "30-day review|review by|next postmortem review|次回レビュー|次回レビュー日|下次评审|下次回顾|proxima revisao|proxima revision",
        "prochaine revue|prochaine revision|nachste uberprufung|nachste prufung|prossima revisione|volgende review|nastepny przeglad",
        "następny przegląd|следующий пересмотр|следующий обзор|наступний перегляд|sonraki gözden geçirme|다음 검토|다음 리뷰",
    ),
    "prepared_by": phrases(
        "report prepared by|prepared by|author|authors|written by|created by|作成者|autor|autores|auteur|auteurs|report author",
        "report author(s)|author(s)|document prepared by|owner|report owner|postmortem owner|post-mortem owner|автор|авторы|作者",
        "redacteur|redacteurs|autoren|verfasser|autore|auteur(s)|yazar|작성자|撰写人|автори|postmortem author|incident owner",
    ),
}  # fmt: skip  # set by hand, as a table
# Keys that may stand beside those on one line.
BESIDE = phrases(
    "duration|author|authors|owner|commander|incident commander|team|service|services|impact|affected|reporter|reported by|type|region|environment|end|ended|resolved|lead|product|customer impact|category|reviewers|last updated|updated|detected by|scribe"
)
# Keys whose values are people.
PEOPLE = FOOT["prepared_by"] | phrases(
    "commander|incident commander|ic|lead|incident lead|tech lead|responder|responders|incident responders|participants|attendees|people",
    "involved|people involved|team members|on-call|oncall|on call|on-call engineer|reporter|reported by|detected by|scribe|facilitator",
    "reviewer|reviewers|contributors|driver|comms lead|communications lead|operator|assignee|owners|incident manager|staff|engineers",
    "対応者|担当者|参加者|参与者|处理人|负责人|responsable|responsaveis|responsavel|beteiligte|teilnehmer|participantes|intervenants|участники|учасники",
)
EPIC = phrases("jira epic|epic|epic link|jira-epic|epic key")

# A key that only such words make up is that of the date.
DATE_WORDS = phrases(
    "date|dates|incident|of|the|event|outage|occurred|occurrence|day|on|utc|time|and|&|start|started|from|to|in|local"
)

# Labels of an item that is told in several lines or in brackets, by what they hold.
LABELS: Mapping[str, frozenset[str]] = {
    "title": phrases(
        "action|action item|task|todo|to do|アクション|対応|対策|accion|acao|massnahme|aufgabe|azione|actie|działanie|zadanie",
        "действие|задача|дія|завдання|eylem|aksiyon|görev|措施|改进措施|行动|조치|작업|tarea|tarefa|proposed action",
    ),
    "detail": phrases(
        "description|why|notes|note|rationale|type|category|details|context|reason|impact|success criteria|goal|outcome",
        "acceptance criteria|comment|comments|effort|estimate|benefit|how|scope|expected outcome|verification|background",
    ),
    "owner": phrases(
        "owner|owners|owner(s)|assignee|assignees|assigned to|assigned|assigned team|responsible|responsibility|dri|who|lead",
        "action owner|team|owning team|accountable|responsible person|担当|担当者|オーナー|責任者|responsavel|responsaveis|responsable",
        "responsables|encargado|asignado|asignado a|verantwortlich|zustandig|verantwortliche|responsabile|assegnato a|eigenaar",
        "verantwoordelijke|toegewezen aan|właściciel|odpowiedzialny|odpowiedzialna|ответственный|исполнитель|відповідальний|виконавець",
        "sorumlu|负责人|责任人|负责|담당|담당자|오너|소유자|pilote|porteur|dueno",
    ),
    "due": phrases(
        "due date|due by|due|deadline|eta|target date|target|by|target completion|due on|by when|when|timeline|timeframe|date due|complete by",
        "completion date|期限|期日|締切|prazo|plazo|echeance|fecha limite|fecha|data limite|delai|frist|fallig|fallig am|bis|scadenza|entro",
        "termijn|uiterlijk|termin|срок|дедлайн|до|термін|son tarih|vade|截止日期|截止|完成时间|기한|마감|마감일|완료 예정일",
    ),
    "priority": phrases(
        "priority|prio|severity|優先度|priorite|prioridade|prioridad|优先级|prioritat|priorita|prioriteit|priorytet|приоритет|пріоритет",
        "öncelik|우선순위|urgency",
    ),
    "status": phrases(
        "status|state|progress|状態|ステータス|estado|statut|etat|stato|状态|статус|durum|상태|進捗|situacao",
    ),
    "ticket": phrases(
        "jira|ticket|tracking|jira ticket|issue|bug|jira issue|jira issue no|link|tracking issue|github issue|tracked in|tracker|pr",
        "チケット|工单|티켓|тикет|jira key|issue key|ticket link|jira link|tracked by|github|gh issue",
    ),
}  # fmt: skip  # set by hand, as a table
# Of these, what is a label only where a line begins with it: inside a sentence it is a word like others.
ONLY_AT_FIRST = phrases(
    "by|who|lead|team|when|by when|bis|до|до|entro|fecha|target|timeline|timeframe|link|pr|issue|bug|github|state|progress|severity|urgency|completion|"
    "responsibility|accountable|completion date|tracking|tracker|pilote|porteur|stato|etat|estado|todo|to do|action|task"
)
