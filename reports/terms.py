"""What cells and labels say of an item, in the languages in which they say it, as data. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from reports.words import phrases, plain
from tracker.model import Priority, Status

_STATUS_WORDS: Mapping[Status, frozenset[str]] = {
    Status.NOT_STARTED: phrases(
        "not started|to do|todo|to-do|open|opened|pending|planned|backlog|queued|new|proposed|deferred|scheduled|later",
        "not done|incomplete|not complete|not completed|not yet|not yet started|required now|unstarted|to be done",
        "not begun|assigned|unresolved|not fixed|not implemented|unfixed|accepted|triaged|ready|needs verification",
        "recommended|to be scheduled|to be started|needs owner|needs an owner|sin empezar|sin iniciar|в планах|待完成|规划中|待排期|待安排|future|future enhancement|future improvement|future work|someday|no|nein|non|nao|nie|нет|ні|いいえ|否|아니오|hayır|nee",
        "next|next sprint|reopened|identified|waiting to start|planning|in backlog|to start|in planning|not scheduled",
        "pendente|pendentes|pendiente|pendientes|a faire|nao iniciado|nao iniciada|no iniciado|por hacer|abierto|aberto",
        "abierta|aberta|a fazer|planejado|planificado|no iniciada|non commence|en attente|ouvert|planifie|pas commence",
        "offen|geplant|nicht begonnen|ausstehend|neu|noch offen|da fare|aperto|aperta|non iniziato|pianificato|te doen",
        "nog te doen|gepland|niet gestart|do zrobienia|nowe|nowy|otwarte|zaplanowane|oczekuje|nie rozpoczete",
        "nie rozpoczęte|otwarty|yapilacak|acik|baslamadi|beklemede|planlandi|yapılacak|açık|başlamadı|planlandı",
        "не начато|открыто|запланировано|открыта|к выполнению|ожидает|не начата|новая|в очереди|сделать|открыт",
        "не розпочато|відкрито|заплановано|до виконання|очікує|未着手|未|未対応|未完了|未実施|予定|保留|次のステップ|計画中|着手前",
        "待处理|未开始|待办|计划中|待开始|未完成|尚未开始|待定中|예정|미착수|대기|할 일|시작 전|계획|미완료|대기 중",
    ),
    Status.IN_PROGRESS: phrases(
        "in progress|in-progress|inprogress|ongoing|started|in review|wip|underway|under way|in flight|partial|doing",
        "partially done|partially complete|partially|in development|working on it|working|active|under review|testing",
        "investigating|in work|work in progress|begun|being worked on|rolling out|mostly done|in testing|in qa|pr open",
        "draft|drafted|en revision|em revisao|en revue|继续中|待合并|em andamento|en proceso|en curso|en progreso|en cours|in arbeit|laufend|em progresso|in bearbeitung|begonnen",
        "in corso|in lavorazione|bezig|in uitvoering|lopend|w trakcie|w toku|realizowane|rozpoczete|rozpoczęte",
        "devam ediyor|sürüyor|yapılıyor|başladı|в работе|в процессе|выполняется|начато|ведется|частично",
        "в роботі|у роботі|в процесі|виконується|розпочато|進行中|対応中|着手|着手済|作業中|継続|実施中|検討中|確認中|一部完了",
        "进行中|处理中|开发中|部分完成|推进中|진행 중|진행중|작업 중|처리 중|검토 중",
    ),
    Status.BLOCKED: phrases(
        "blocked|on hold|stuck|waiting|waiting for|bloqueado|bloqueada|bloque|bloquee|blockiert|bloccato|geblokkeerd",
        "zablokowane|engellendi|bloke|заблокировано|заблоковано|ブロック|ブロック中|paused|parado|en pausa|en espera",
        "pausiert|wstrzymane|приостановлено|призупинено|阻塞|已阻塞|受阻|차단|차단됨|보류|保留中|in attesa|held",
    ),
    Status.DONE: phrases(
        "ja|oui|si|sim|да|так|tak|evet|はい|是|예",
        "done|complete|completed|closed|fixed|resolved|merged|shipped|deployed|finished|accomplished|implemented|solved",
        "released|delivered|landed|live|verified|yes|done in this pr|rolled out|in production|applied|ready and live",
        "addressed|in prod|listo|lista|entregue|entregado|livre|mitigated|feito|feita|concluido|concluida|hecho|hecha|completado|completada|terminado|terminada|fait|faite|finalizado",
        "termine|terminee|realise|realisee|ferme|cloture|cerrado|cerrada|fechado|fechada|resuelto|resuelta|resolvido",
        "erledigt|fertig|abgeschlossen|umgesetzt|behoben|fatto|completato|completata|chiuso|risolto|concluso",
        "klaar|gereed|afgerond|voltooid|opgelost|gedaan|zrobione|zakonczone|zakończone|wykonane|gotowe|zamknięte",
        "ukończone|rozwiazane|rozwiązane|tamamlandi|tamamlandı|bitti|yapıldı|kapatıldı|çözüldü|готово|выполнено|сделано",
        "завершено|закрыто|исправлено|решено|выполнена|закрыта|виконано|зроблено|закрито|виправлено|вирішено",
        "完了|済|済み|完成|完了済み|対応済み|対応済|実施済み|実施済|対応完了|解決|解決済み|クローズ|已完成|已解决|已修复|已上线|已关闭",
        "完毕|已实施|완료|완료됨|해결|해결됨|해결 완료|종료",
    ),
    Status.CANCELLED: phrases(
        "cancelled|canceled|dropped|won't do|won't fix|wontfix|wont fix|wont do|rejected|obsolete|abandoned|n/a|will not do",
        "not needed|no longer needed|superseded|duplicate|not applicable|declined|descoped|withdrawn|not doing|skipped",
        "not planned|no action|discarded|out of scope|no longer relevant|not required|cancelado|cancelada|descartado",
        "descartada|rechazado|no aplica|nao se aplica|annule|annulee|abandonne|rejete|sans objet|abgebrochen|verworfen",
        "entfällt|abgelehnt|hinfällig|storniert|annullato|annullata|scartato|geannuleerd|vervallen|afgewezen|anulowane",
        "odrzucone|porzucone|iptal|iptal edildi|vazgeçildi|reddedildi|отменено|отклонено|отменена|не актуально|неактуально",
        "скасовано|відхилено|中止|取消|見送り|却下|対応不要|不要|キャンセル|已取消|取消|不再需要|废弃|취소|취소됨|보류 취소|불필요",
    ),
}
# The first words decide; an emoji only when it stands alone.
STATUSES: Mapping[str, Status] = {word: status for status, said in _STATUS_WORDS.items() for word in said}
EMOJI: Mapping[str, Status] = {
    "✅": Status.DONE, "☑": Status.DONE, "✔": Status.DONE, "🟢": Status.DONE, "🎉": Status.DONE, "🏁": Status.DONE,
    "🔄": Status.IN_PROGRESS, "🚧": Status.IN_PROGRESS, "🟡": Status.IN_PROGRESS, "🔃": Status.IN_PROGRESS,
    "🏗": Status.IN_PROGRESS, "👷": Status.IN_PROGRESS, "🟠": Status.IN_PROGRESS, "⏳": Status.NOT_STARTED,
    "⌛": Status.NOT_STARTED, "📅": Status.NOT_STARTED, "🔲": Status.NOT_STARTED, "☐": Status.NOT_STARTED,
    "⬜": Status.NOT_STARTED, "🔴": Status.NOT_STARTED, "📋": Status.NOT_STARTED, "⚪": Status.NOT_STARTED,
    "🆕": Status.NOT_STARTED, "📝": Status.NOT_STARTED, "🔜": Status.NOT_STARTED, "⏸": Status.BLOCKED,
    "🚫": Status.CANCELLED, "⛔": Status.BLOCKED, "🛑": Status.BLOCKED,
}  # fmt: skip  # set by hand, as a table
CHECKS: Mapping[str, Status] = {
    "[x]": Status.DONE, "[ ]": Status.NOT_STARTED, "[]": Status.NOT_STARTED, "[n/a]": Status.CANCELLED,
    "[-]": Status.CANCELLED, "[~]": Status.IN_PROGRESS, "[/]": Status.IN_PROGRESS, "[done]": Status.DONE,
    "[wip]": Status.IN_PROGRESS, "[todo]": Status.NOT_STARTED, "[fixed]": Status.DONE, "[open]": Status.NOT_STARTED,
    "[closed]": Status.DONE, "[✓]": Status.DONE, "[✔]": Status.DONE, "[v]": Status.DONE, "[in progress]": Status.IN_PROGRESS,
    "[blocked]": Status.BLOCKED, "[na]": Status.CANCELLED, "[cancelled]": Status.CANCELLED, "[dropped]": Status.CANCELLED,
}  # fmt: skip  # set by hand, as a table

_PRIORITY_WORDS: Mapping[Priority, frozenset[str]] = {
    Priority.P0: phrases(
        "critical|highest|urgent|blocker|immediate|critica|critico|critique|critiques|kritisch|dringend|urgente|urgentes",
        "najwyzszy|krytyczny|krytyczne|spoed|urgentie|критический|критичный|критично|критичний|терміново|срочно",
        "kritik|acil|緊急|最高|最優先|紧急|严重|긴급|최상|critical/p0|showstopper",
    ),
    Priority.P1: phrases(
        "high|alta|alto|altas|altos|haute|haut|elevee|eleve|hoch|hoog|hoge|wysoki|wysoka|wysokie|yüksek|высокий|высокая",
        "високий|висока|高|高い|높음|상|major|important|wichtig|must have|must-have|must",
    ),
    Priority.P2: phrases(
        "medium|moderate|normal|med|mid|media|medio|medias|moyenne|moyen|mittel|middel|gemiddeld|sredni|średni|średnia",
        "średnie|orta|средний|средняя|середній|середня|中|普通|보통|중|중간|should have|should-have|should|standard",
    ),
    Priority.P3: phrases(
        "low|minor|baixa|baixo|baja|bajo|bassa|basso|basse|bas|faible|niedrig|gering|laag|lage|niski|niska|niskie|düşük",
        "низкий|низкая|низький|низька|低|低い|낮음|하|could have|could-have|could",
    ),
    Priority.P4: phrases("lowest|trivial|nice to have|nice-to-have|最低|wishlist|someday"),
}
PRIORITIES: Mapping[str, Priority] = {word: one for one, said in _PRIORITY_WORDS.items() for word in said}

# Cells that say nothing.
NOTHING = phrases(
    "|-|--|---|n/a|na|none|tbd|tba|tbc|?|??|???|unassigned|nobody|unknown|not set|to be determined|to be assigned|to be set",
    "to be confirmed|to be decided|no owner|not assigned|none yet|ninguno|ninguna|por definir|a definir|sin asignar|n/d",
    "nenhum|nenhuma|sem responsavel|nao definido|por asignar|por confirmar|sin definir|a determiner|non assigne|aucun",
    "aucune|a preciser|a confirmer|non defini|keine|keiner|keines|noch offen|noch zu klaren|unklar|nicht zugewiesen",
    "nessuno|nessuna|da definire|da assegnare|geen|n.t.b|ntb|nog te bepalen|niet toegewezen|nader te bepalen|brak",
    "do ustalenia|do uzgodnienia|nieprzypisane|yok|belirlenecek|atanmadı|belirsiz|нет|не назначен|не назначено|не указан",
    "уточняется|будет определено|немає|не призначено|уточнюється|визначається|未定|要アサイン|要設定|未割当|未割り当て|なし|無し|未設定",
    "調整中|検討|待定|无|暂无|未分配|待分配|待指派|待确认|없음|미정|미지정|추후 결정|nil|null|no|niemand|nikt",
)  # fmt: skip  # set by hand, as a table

MONTHS: Mapping[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "january|januar|janner|janvier|enero|janeiro|gennaio|januari|января|январь|січня|stycznia|styczeń|ocak|jan|janv|ene|gen",
            "february|februar|feber|fevrier|febrero|fevereiro|febbraio|februari|февраля|февраль|лютого|lutego|luty|şubat|feb|fev|fevr",
            "march|marz|mars|marzo|marco|maart|марта|март|березня|marca|marzec|mart|mar|mrz|mrt",
            "april|avril|abril|aprile|апреля|апрель|квітня|kwietnia|kwiecień|nisan|apr|avr|abr",
            "may|mai|mayo|maio|maggio|mei|мая|май|травня|maja|maj|mayıs|mag",
            "june|juni|juin|junio|junho|giugno|июня|июнь|червня|czerwca|czerwiec|haziran|jun|giu",
            "july|juli|juillet|julio|julho|luglio|июля|июль|липня|lipca|lipiec|temmuz|jul|juil|lug",
            "august|aout|agosto|augustus|августа|август|серпня|sierpnia|sierpień|ağustos|aug|ago",
            "september|septembre|septiembre|setembro|settembre|сентября|сентябрь|вересня|września|wrzesień|eylül|sep|sept|set",
            "october|oktober|octobre|octubre|outubro|ottobre|октября|октябрь|жовтня|października|październik|ekim|oct|okt|out|ott",
            "november|novembre|noviembre|novembro|ноября|ноябрь|листопада|listopada|listopad|kasım|nov",
            "december|dezember|decembre|diciembre|dezembro|dicembre|декабря|декабрь|грудня|grudnia|grudzień|aralık|dec|dez|dic|déc",
        ),
        1,
    )
    for name in (plain(name) for name in names.split("|"))
}  # fmt: skip  # set by hand, as a table

APPROVED = ("approved", "signed", "yes", "✅", "☑", "✔")
# Of the statuses, words that begin or end many a sentence without being one.
NO_FIRST_STATUS = phrases(
    "recommended|draft|drafted|lista|listo|addressed|mitigated|livre|new|open|next|future|live|yes|ready|later|assigned|accepted|identified|planning|testing|verified|applied|partial|active|started|working",
    "waiting|waiting for|released|deployed|held|n/a|scheduled|planned|proposed|queued|stuck|begun|paused|duplicate|obsolete",
    "in production|in qa|in testing|out of scope|neu|nowy|nowe|未|済|ouvert|bloque|offen|継続|完成|обновлено",
)
