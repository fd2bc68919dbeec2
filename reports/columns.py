"""How tables head their columns, in the languages in which they do, as data. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from reports.words import Words, phrases

# Headers as a whole, without what is in brackets. Titles: `action` names something to be done wherever the table
# stands; `item` and `description` do where the section says so.
HEADERS: Mapping[str, frozenset[str]] = {
    "number": phrases("#|no|nr|n|n°|nº|id|item #|ref|action id|番号|№|item no|s/n|sl no|num|sr no|lp|l.p|序号|编号|번호|sira|sıra"),
    "owner": phrases("owning team|driver|người phụ trách|penanggung jawab|wer|qui|quem|quien|chi|wie|kto|кто|хто|kim|lead|team|teams|people|person|engineer|by whom|pilote|porteur|equipo|equipe|zespol|zespół|команда|ekip|チーム|团队|팀"),
    "due": phrases(
        "completion|target|when|by when|by|timeline|timeframe|time frame|horizon|quando|cuando|quand|wann|wanneer|kiedy|когда|коли|bis",
        "bis wann|do kiedy|entro|до|data limite|fecha|date limite|дата|finish by|planned for|sprint|milestone|expected|uiterlijk|hạn|termen|时间|日程",
    ),
    "priority": phrases("p|pri|importance|severity|ưu tiên|重要度|level"),
    "status": phrases("done|done?|complete|complete?|completed?|stav|tila|stare|trạng thái|állapot|state|stan|stato|etat|進捗|进展|resolved?"),
    "ticket": phrases(
        "key|link|links|pr|prs|pr / commit|reference|references|url|commit|issue key|issue link|issue #|issue id|issue/pr",
        "issues|gh|gh issue|tracked in|tracked by|where tracked",
    ),
    "kind": phrases("type|category|kind|area|component|service|system|effort|cost|impact|benefit|prevents|comment|comments|estimate|size|source"),
    "problem": phrases("issue|problem|cause|root cause|gap|finding|risk|contributing factor|problema|probleme|lesson|why|問題|问题"),
    "action": phrases("to do|to-do|todo|follow up|followup|follow-ups|hành động|fix plan|next step|next steps|what to do|what needs to be done|gorev|zadanie|할 일|やること"),
    "item": phrases("prevention|mitigation|commitment|handling|what|que|o que|quoi|was|cosa|wat|co|что|що|ne|step|steps|entry|work"),
    "description": phrases("description|details|detail|summary|title|name|notes|subject|内容|描述|说明|詳細|내용|설명"),
}  # fmt: skip  # set by hand, as a table
# Else the first of these that has one of a header's words.
SIGNS: Mapping[str, Words] = {
    "kind": Words.of("type|category|categorie|categoria|kategorie|kategoria|tipo|typ|тип|カテゴリ*|分類|種別|类型|分类|类别|유형|분류"),
    "owner": Words.of(
        "owner|owners|owned by|assignee*|assigned|responsib*|accountable|dri|who|poc|contact|responsav*|responsab*",
        "ansvarig*|ansvarlig*|vastuu*|odpovědn*|vlastník|felelős*|encargad*|asignad*|atribuido|dueno|verantwort*|zustandig*|eigenaar|verantwoordelijk*|toegewezen|incaricat*",
        "assegnat*|referente|proprietario|odpowiedzialn*|właściciel*|wykonawca|przypisan*|ответственн*|исполнител*",
        "владелец|відповідальн*|виконав*|власник|sorumlu*|atanan*|担当*|負責*|负责*|责任人|责任方|オーナー|오너|담당*|소유자|책임*|执行人",
    ),
    "due": Words.of(
        "due|deadline*|eta|target date|completion date|planned date|expected date|date due|complete by|prazo*",
        "plazo*|fecha limite|fecha objetivo|fecha prevista|echeance*|delai*|frist*|fallig*|stichtag|zieldatum|termin*",
        "förfallodatum|määräaika*|termín*|tenggat*|határidő|scadenza|vervaldatum|streefdatum|deadline|срок*|дедлайн*|термін*|строк*|vade|bitiş*|son tarih|hedef tarih|termijn",
        "fecha compromiso|fecha de compromiso|fecha estimada|fecha de entrega|fecha tope|fecha de vencimiento|vencimiento|data prevista|data de entrega",
        "data estimada|data alvo|date prevue|date cible|date d'echeance|zieltermin|дата завершения|дата завершення",
        "期限|期日|締切|締め切り|完了予定*|対応期限|截止*|完成时间|完成日期|预计*|计划完成*|기한|마감*|완료일|예정일|목표일|완료 예정일",
    ),
    "priority": Words.of("priorit*|priorytet*|prioridad*|prio|urgenc*|dringlichkeit|приоритет*|пріоритет*|öncelik*|优先*|優先*|우선*|중요도"),
    "status": Words.of(
        "status*|progress|estado|statut|situacao|stato|статус*|состояние|стан|durum*|状態|ステータス|状况|状态|进度|상태|진행*",
        "completed|erledigt|avancement|voortgang",
    ),
    "ticket": Words.of(
        "jira|ticket*|bug|bugs|tracking|tracker|github|gitlab|trello|linear|asana|チケット*|工单*|티켓*|이슈*|тикет*|тікет*|pull request",
        "issue id|issue link|issue key|issue number|bilet|zgłoszenie|課題",
    ),
    "number": Words.of("id"),
    "action": Words.of(
        "action*|task*|todo|countermeasure*|remediation*|follow-up|fix plan|acao|acoes|accion*|tarea*|tarefa*|massnahme*",
        "tache*|åtgärd*|tiltak*|toimenpi*|opatření|tindakan|acțiun*|intézkedés*|aufgabe*|azion*|actie*|maatregel*|działan*|zadan*|действи*|задач*|мероприяти*|дія|дії|захід|заходи|завдання",
        "eylem*|aksiyon*|görev*|önlem*|aktion*|aktivitat*|attivita|アクション*|タスク*|対応*|対策*|施策*|措施*|行动*|改进*|任务*|整改*",
        "조치*|작업*|액션*|대책*|과제*|korrektur*|사항",
    ),
    "item": Words.of(
        "item|items|improvement*|measure*|recommendation*|fix|change|work item|activity|initiative*|deliverable*|mesure*|medida*",
        "事项|*事项|実施内容|実施項目|作業内容|作業|対処|mejora*|melhoria*|recomenda*|empfehlung*|verbesserung*|misur*|intervent*|usprawn*|мера|меры|улучшени*|项目|改善*|개선*",
    ),
    "description": Words.of("descri*|beschreibung|opis*|описание|опис|aciklama|açıklama|omschrijving|detail*"),
}  # fmt: skip  # set by hand, as a table
# Titles that look ahead by themselves, as their sections do.
ADVICE = Words.of(
    "recommendation*|improvement*|measure*|countermeasure*|safeguard*|recomenda*|recommandation*|empfehlung*|massnahme*|mesure*|medida*",
    "mejora*|melhoria*|verbesserung*|改善*|改进*",
)
# What names a title, the surest first.
TITLES = ("action", "item", "description")
# A `date` column is the due date only where the section says that these are actions.
DATES = phrases("date|data|datum|tarih|日付|日期|날짜|fecha|дата")
# A table with one of these columns tells what happened, or who agreed, or what something costs.
OTHER = phrases(
    "time|time (utc)|timestamp|time utc|date/time|date and time|datetime|hora|horario|heure|uhrzeit|zeit|zeitpunkt|时间点|時刻",
    "時間|время|час|czas|godzina|tijd|tijdstip|saat|ora|orario|시간|시각|sign-off|signoff|sign off|approval|approved|approved by",
    "signature|signed|role|rol|role/title|event|evento|evenement|ereignis|事件|イベント|事象|событие|подія|zdarzenie|olay|gebeurtenis",
    "사건|이벤트|who can edit|permission|question|answer|utc|start|end|evenements|发生了什么|date & time|t+|minute|t|elapsed",
)  # fmt: skip  # set by hand, as a table
# Headers of a table of facts.
FACTS = phrases(
    "field|fields|key|item|attribute|property|detail|details|value|項目|内容|値|champ|valeur|campo|valor|feld|wert|",
    "metadata|information|info|name|description|category|metric|data|поле|значение|字段|值|属性|incident summary|pole|wartość",
    "veld|waarde|valore|alan|değer|항목|값|내용|项目|значення|element|parameter|summary|overview|what|aspect|property name",
)  # fmt: skip  # set by hand, as a table
SIGN_OFF = phrases("sign-off|signoff|sign off|approval|approved|approvals")
