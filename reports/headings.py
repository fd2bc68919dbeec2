"""The words of headings and titles, in the languages in which they are written, as data. Pure."""

from __future__ import annotations

from reports.words import Words, phrases, plain

# A heading is about actions where all its words are known, and one of them says so ----------------------------------

# Things to be done.
ACTION = Words.of(
    "action|actions|task|tasks|todo|todos|follow-up|follow-ups|actionables|actionable|accionables|acionaveis|acao|acoes|accion|acciones|tarea|tareas",
    "tarefa|tarefas|medida|medidas|aufgaben|aktion|aktionen|*massnahmen|*massnahme|massnahmenplan|aktionsplan|mesures|azioni|azione",
    "misure|acties|actiepunten|actieplan|maatregelen|vervolgacties|działania|działań|zadania|действия|действий|меры|мероприятия",
    "задачи|дії|дій|заходи|заходів|завдання|aksiyonlar|aksiyon|aksiyonları|eylemler|eylem|önlemler|görevler|yapılacaklar|compromissos",
    "compromisos|tickets|suivi|seguimiento|acompanhamento|opvolging|handlungsbedarf|nachverfolgung|takip|followups|followup|to-do|to-dos",
    "ais|commitments|d'action|d'actions|l'action|d'azione|verbeteracties|faaliyetler|åtgärder|åtgärd|åtgärdsplan|handlinger|tiltak|toimenpiteet",
    "taches|tache|actielijst|folgeaufgaben|nacharbeiten|encaminhamentos",
    "opatření|intézkedések|acțiuni|tindakan|handlingsplan",
)
# What looks ahead by itself.
FORWARD = Words.of(
    "prevention|prevent|recommendations|recommendation|improvements|improvement|remediation|remediations|mitigations",
    "countermeasures|safeguards|enhancements|recomendaciones|recomendacoes|recommandations|empfehlungen|handlungsempfehlungen",
    "ameliorations|mejoras|melhorias|miglioramenti|raccomandazioni|aanbevelingen|verbeteringen|verbesserungen|*verbesserungen",
    "verbesserungsvorschläge|rekomendacje|usprawnienia|рекомендации|улучшения|рекомендації|покращення|öneriler|iyileştirmeler",
    "prevencao|prevencion|pravention|prevenzione|preventie|zapobieganie|предотвращение|профилактика|запобігання|vorbeugung|precautions",
    "mejora|melhoria|verbeterpunten|verbeterpunt|профілактика",
    "hardening|guardrails|guardrail|förebyggande|forebygging|prevence|pencegahan|d'amelioration|d'ameliorations|vervolgstappen",
)
# What does with one of the words below.
WEAK = Words.of(
    "item|items|step|steps|measure|measures|plan|plans|fix|fixes|work|solution|solutions|change|changes|strategy|strategies",
    "opportunities|areas|ideas|initiatives|deliverables|roadmap|schritte|pasos|passos|passo|etapes|plano|planes|piano|passi|stappen|kroki|kroky|шаги|кроки|план|adımlar|planı",
    "trabajo|trabajos|trabalho|trabalhos",
    "mitigation|resolution|repair|projects|efforts|goals|points|point|considerations|evaluation",
)
# What looks ahead beside such a word.
AHEAD = Words.of(
    "next|future|short-term|long-term|medium-term|mid-term|near-term|longer-term|shorter-term|recommended|planned|proposed|suggested",
    "permanent|proactive|remaining|outstanding|upcoming|further|systemic|nachste*|weitere*|langfristige*|kurzfristige*|mittelfristige*|proximo*",
    "proxima*|prochain*|prossimi|prossime|volgende|następne|dalsze|kolejne|следующие|дальнейшие|долгосрочные|краткосрочные|наступні|подальші",
    "siguientes|pendiente|pendente|recomendadas|recomendados|propuestas|propuestos|propostas|propostos|proposees|proposes|vorgeschlagene*",
    "follow-on|structural|tracked|pending|open|needed|nästa|neste|næste|další|selanjutnya|pendientes|pendentes",
    "sonraki|gelecek|futuro*|futura*|futures|plazo|prazo|terme|termine|termijn|preventing|recurrence|reoccurrence|geplante*|empfohlene*",
)
# What makes a plan or a measure one of actions.
CORRECTIVE = Words.of(
    "corrective|preventive|preventative|remedial|capa|correctional|corretiv*|correctiv*|preventiv*|correctric*|correttiv*|vorbeugende*",
    "praventive*|korrigierende*|naprawcze|naprawczych|zapobiegawcze|корректирующие|предупреждающие|коригувальні|запобіжні|превентивні",
    "превентивные|профилактические",
    "düzeltici|önleyici|préventiv*|post-incident|agreed|required",
)
PLANS = Words.of("plan|plans|plano|planes|piano|план|planı|strategy|items|item")
MENDING = Words.of("mitigation|resolution|repair")
# Horizons, which look ahead by themselves.
HORIZONS = Words.of(
    "short-term|long-term|medium-term|mid-term|near-term|longer-term|langfristig|kurzfristig|mittelfristig|uzun|kısa"
)
# What says nothing about it.
FILL = Words.of(
    "review|our|the|key|list|of|and|or|a|an|summary|incident|postmortem|post-mortem|owner|owners|table|technical|process|engineering",
    "operational|organizational|organisational|documentation|immediate|specific|detailed|backlog|later|nice|have|optional|quick|win|concrete|high|medium|low|critical|priority|p0|p1|p2|p3",
    "checklist|checklists|all|new|additional|main|major|identified|to|take|do|be|is|are|done|open|pending|completed|items|register|tracker|tracking|log|for|on|in|with",
    "due|dates|date|assigned|we|will|us|it|again|this|from|happening|happen|short|long|term|midterm|quick|wins|lessons|learned|learnings|detailed",
    "de|da|do|das|dos|del|la|las|los|el|le|les|des|du|d'action|d'actions|d'amelioration|l'action|et|e|y|und|der|die|zur|zum|a|mener|realizar|tomar",
    "mejora|melhoria|corto|curto|largo|longo|longue|court|medio|mediano|moyen|plan|plano|planes|piano|en|em|per|di|voor|van|do|podjęcia",
    "venir|da|intraprendere|pistes|piste|axes|предотвращению|предотвращения|недопущению|недопущения|улучшению|повторения|повторення|повторенню",
    "по|и|для|на|та|щодо|з|alınacak|yapılacak|için|ve|reparatur|offene*|konkrete*|neue*|unsere*|nossas|nuestras|nos|notre|monitoring",
    "mitigating|actionable|required|owed|post-incident|incident's|improve|improving|change|nuevas|novas|novos|nuevos|infrastructure|security",
    "team|people|reliability|communication|testing|alerting|architecture|product|tooling|code|data|system|systems|platform|observability|training",
    "detect|respond|mitigate|protect|still|things|going|filed|created|opened|arising|forward|jira|github|issues|prs|stories|compliance|management|business|internal|external|organisation|deployment",
    "drove|spawned|prompted|following|resulted|resulting|raised|generated|regression|regressions|database|backend|frontend|network|application|cluster|devops|sre|ops|cloud|api|ci|ci/cd|pipeline|logging|metrics|capacity|performance|release",
    "quality|qa|governance|policy|configuration|resilience|safety|backup|migration|runbook|dashboard|dashboards|dependency|detection|cultural|legal|vendor",
    "maddeleri|następcze|na|och|og|nápravná|preventivní|corective|preventive|perbaikan|lanjutan|korrigerande|korrigerende|forebyggende",
)
# What was done, though it is called an action.
BYGONE = Words.of(
    "taken|performed|response|recovery|resolving|containment|during|implemented|tomad*|realizad*|effectue*|prises|executad*|workaround",
    "ejecutad*|ergriffene*|durchgefuhrte*|getroffene*|sofortmassnahmen|intraprese|adottate|genomen|ondernomen|uitgevoerde|podjęte|podjetych",
    "wykonane|предпринятые|принятые|выполненные|вжиті|виконані|проведені|alınan|yapılan|inmediatas|imediatas|immediates|natychmiastowe",
    "немедленные|негайні|acil|immediately|mitigating",
)
# What makes a heading one of something else, though it speaks of actions.
NOT_ACTIONS = Words.of(
    "timeline|questions|meeting|meetings|verification|minutes|fields|statuses|status|example|examples|template|guidelines|notes|history",
    "escalation|trigger|root|cause|customer*|lessons-learned|communications",
)
# In languages that write no spaces: parts of a heading.
INSIDE_ITEMS = tuple(plain(one) for one in ("アクションアイテム", "行动项", "액션 아이템", "액션아이템"))
INSIDE_ACTIONS = tuple(
    plain(one)
    for one in (
        "残課題", "対応予定", "是正処置", "課題と対応", "遗留问题", "修复计划", "후속 작업",
        "アクション", "再発防止", "恒久対", "今後の対", "対策", "対応策", "改善策", "改善項目", "改善アクション", "フォローアップ",
        "是正措置", "予防措置", "タスク", "改进", "改善措施", "整改", "后续", "後續", "行动计划", "预防措施", "待办", "纠正措施", "재발 방지",
        "재발방지", "조치 사항", "조치사항", "todo", "やること", "跟进", "防范措施", "加固", "후속 조치", "후속조치", "조치 계획", "개선 사항", "개선사항", "개선 계획", "개선 과제", "개선 조치", "향후 조치", "대책", "할 일",
    )
)  # fmt: skip  # set by hand, as a table
INSIDE_FORWARD = tuple(
    plain(one)
    for one in (
        "如何避免", "如何防止", "防止再次", "避免再次", "防止再发", "避免再发", "长期措施", "长期方案", "短期措施", "短期方案",
        "今後の", "次のステップ", "予防", "改善点", "改善案", "推奨", "提言", "预防", "建议", "下一步", "优化", "향후", "예방", "권고", "다음 단계",
        "개선",
    )
)  # fmt: skip  # set by hand, as a table
INSIDE_NOT = tuple(
    plain(one)
    for one in (
        "実施済", "実施した", "行った", "暫定", "応急", "一次対応", "初動", "経緯", "履歴", "対応状況", "教訓", "タイムライン", "時系列", "凡例", "説明", "已采取",
        "已执行", "应急", "处理过程", "临时", "教训", "조치 내역", "초기", "수행한", "임시", "교훈", "타임라인",
    )
)  # fmt: skip  # set by hand, as a table
ACTION_ITEMS = phrases(
    "work items|repair items|akční kroky|biện pháp khắc phục|hành động khắc phục|hành động tiếp theo",
    "action item|action items|actions items|action point|action points|capa|action register|action log|action list",
    "elementos de accion|items de accion|itens de acao|action tracker|actionable items|action item list|puntos de accion",
)
# Headings in words of their own that look ahead.
AHEAD_IN_OTHER_WORDS = phrases(
    "what's next|whats next|what is next|moving forward|going forward|looking ahead|looking forward|what are we doing|what we are doing",
    "what we're doing|what happens next|where do we go from here|work to do|areas for improvement|changes we are making|our commitments",
    "pendientes|pendencias|que vamos a hacer|que haremos|o que vamos fazer|o que faremos|a faire|reste a faire|suites a donner|da fare",
    "do zrobienia|was wir andern|was wir tun|was wir anders machen|что сделать|что нужно сделать|що зробити|що робити|планы|плани|экшн-айтемы",
    "what comes next|how we'll do better|how we will do better|what will change|what we are changing|what we're changing|what we plan to do",
    "way forward|the way forward|path forward|roadmap|quick wins|next sprint|next iteration|backlog items|process changes|issues filed|issues opened",
    "issues created|filed issues|stories created|work tracked|reliability backlog|offene punkte|pontos em aberto|puntos pendientes|points ouverts",
    "что делаем|что будем делать|что сделаем|что нужно сделать|план работ|tindak lanjut|langkah selanjutnya|seuraavat askeleet|biện pháp phòng ngừa",
    "контрольний список|контрольный список|чек-лист|mitigation strategies|mitigation strategy|fix plan|prevention strategies",
    "et maintenant|wie geht es weiter|que sigue|o que vem a seguir|cosa faremo|wat nu|co dalej|что дальше|що далі|preventing this in the future",
)
FORWARD_BEGINNINGS = (
    "prevent ", "preventing ", "how to prevent", "how do we prevent", "how will we prevent", "how we will prevent",
    "how can we prevent", "how we prevent", "how could we prevent", "how we're preventing", "how we are preventing", "steps to prevent",
    "measures to prevent", "actions to prevent", "what will we do", "what we will do", "what we'll do", "what are we doing to",
    "what we're doing to", "what we are doing to", "what are we going to", "what we're going to", "improvements to", "changes to make",
    "work to be done", "how to avoid", "how do we avoid", "how will we avoid", "avoiding ", "como evitar", "comment eviter",
    "wie verhindern wir", "как избежать", "как предотвратить", "як запобігти", "come evitare", "hoe voorkomen we", "jak zapobiec",
    "como lo evit", "como prevenir", "como no repetir", "que haremos", "o que faremos", "як уникнути", "що робити", "что делать",
    "things to do", "things to fix", "things to improve", "things to change", "things we will", "what to fix", "what to change",
    "what to improve", "what needs to change", "what needs to be done", "what needs to happen", "what still needs", "what must change",
    "making sure this", "ensuring this", "what should we do", "what can we do", "what could we do",
)  # fmt: skip  # set by hand, as a table
# What we are doing about it, in whatever tense.
DOING = (
    r"what (?:are we|we are|we're|we will|we'll|will we|we plan to|we intend to|should we|can we|could we|do we|we have|we've) ?"
    r"(?:do|doing|done|be doing|change|changing|changed|improve|improving|fix|fixing|going to[ -]do|need to[ -]do)(?: (?:about|to|next|differently|now|better).*)?"
)
FORWARD_ENDS = (" improvements", " follow-ups", " followups", " recommendations")
# What was done while the incident went on, unless it is told as still to be done.
IMMEDIATE = phrases(
    "immediate|immediate actions|immediate action|immediate response|immediate fix|immediate fixes|immediate remediation",
    "immediate steps|immediate measures|immediate mitigation|immediate mitigations",
)
# Beside these in brackets such a heading looks ahead all the same.
TO_COME = phrases("next|before|week|weeks|month|sprint|days|upcoming|planned|pending")
# Words of a heading inside a section of actions below which there are none.
WHO = (" owners", " owner", " assignees", " contacts", " participants", " attendees")
LEAVING = phrases(
    "rationale|motivation|background|benefits|benefit|pros|cons|trade-offs|tradeoffs|risks|why|evidence|results|verdict|caveats|criteria|methodology",
    "questions|timeline|meetings|notes|taken|legend|references|reference|appendix|links|resources|related|sign-off|signoff",
    "approval|approvals|glossary|attachments|attendees|参考資料|参考|referencias|説明|凡例|カテゴリの説明|referenzen|references|literatur",
)
# How the parts of a list of actions begin that say what is to be better, and the tasks that are to make it so.
IMPROVABLE = (
    "improvements", "improvement areas", "things to improve", "things that can be", "things to be improved", "areas of improvement",
    "areas for improvement", "areas to improve", "general improvements", "broad improvements", "what can be improved", "fixes and improvements",
)  # fmt: skip  # set by hand, as a table
TASKS = (
    "task", "todo", "to do", "to-do", "list of tasks", "specific tasks", "specific actions", "action items", "actions", "actionable",
)  # fmt: skip  # set by hand, as a table
# A part of a list of actions that is done, or told as done.
DONE_GROUPS = phrases(
    "implemented|deployed|applied|merged|in place|delivered|completed|complete|done|feitas|feito|feitos|fait|faites|hecho|hechas|hechos|realizadas|resolved|fixed|完了|已完成|erledigt|完了済み",
    "concluidas|concluidos|completadas|completados|terminees|abgeschlossen|completate|fatte|afgerond|zrobione|ukończone|выполнено|сделано",
    "выполнены|виконано|зроблено|tamamlandı|tamamlanan|완료|완료됨|finished|shipped|already done|closed",
)
ONGOING_GROUPS = phrases(
    "in progress|in-progress|ongoing|underway|under way|started|em andamento|en curso|en cours|in arbeit|in corso|in uitvoering|w toku|в работе|в процесі"
)
OPEN_GROUPS = phrases(
    "pendentes|pending|open|todo|to do|to-do|pendientes|outstanding|a faire|remaining|未完了|未着手|offen|in corso|da fare|otwarte",
    "открыто|не выполнено|відкрито|açık|예정|미완료|not started|not done|incomplete|upcoming|abiertas|abertas|ouvertes|offene",
)

# By these a document is known as the review of an incident, or as something else that speaks of incidents -------------

INCIDENT_WORDS = (
    "incident", "postmortem", "post-mortem", "post mortem", "outage", "rca", "root cause", "pir", "after-action",
    "after action", "degradation", "downtime", "failure", "retrospective of", "インシデント", "ポストモーテム", "障害", "post-incident",
    "故障", "事故", "复盘", "инцидент", "інцидент", "авари", "сбой", "збій", "vorfall", "storung", "ausfall", "incidente", "panne", "incydent",
    "awari", "storing", "disservizio", "guasto", "olay", "kesinti", "arıza", "장애", "사고", "인시던트", "포스트모템", "rapport d'incident", "caida",
    "interrupcion", "indisponibilidade", "indisponibilite", "breach", "data loss", "unavailable", "disruption", "errors", "interruption",
)  # fmt: skip  # set by hand, as a table
NO_TITLES = phrases(
    "incident title|title|postmortem title|incident name|name of the incident|your title here|incident report|short title|summary"
)
KINDS_OF_REPORT = phrases(
    "incident|report|postmortem|post-mortem|post|mortem|review|rca|pir|analysis|root|cause|retrospective|id|inc|pm"
)
NO_TITLE_ENDINGS = (
    " incident title",
    " short title",
    " title of the incident",
    " name of the incident",
    " your title here",
)
TEMPLATE_WORDS = tuple(
    plain(one)
    for one in (
        "template",
        "plantilla",
        "vorlage",
        "gabarit",
        "шаблон",
        "szablon",
        "şablon",
        "sjabloon",
        "模板",
        "テンプレート",
        "템플릿",
    )
)
GUIDE_WORDS = phrases(
    "guide|guideline|guidelines|handbook|playbook|runbook|runbooks|framework|process|policy|procedure|procedures|manual",
    "documentation|docs|overview|tutorial|checklist|index|readme|practices|faq|glossary|changelog|roadmap|agenda|minutes|newsletter",
    "module|setup|walkthrough|bootcamp|specification|form|meeting|standup|weekly|biweekly|monthly|sync|all-hands|proposal|onboarding|training|how-to|cheatsheet|sop|leitfaden|guia|handbuch|руководство|регламент|手順書|ガイド|指南|가이드",
)
# Headings of a runbook or a manual: a document with several of them that names no day tells of no incident.
MANUAL_HEADINGS = (
    "symptoms", "escalation", "prerequisites", "related runbooks", "troubleshooting", "usage", "when to use", "installation",
    "mitigation options", "expected input", "how to use", "voraussetzungen", "requisitos",
    "prerrequisitos", "pre-requisitos", "前提条件", "先决条件",
)  # fmt: skip  # set by hand, as a table
# A title with one of these is that of a report all the same.
CALLED_REPORTS = (
    "incident report",
    "postmortem",
    "post-mortem",
    "post mortem",
    "rca",
    "root cause",
    "post-incident",
    "incident review",
)
GENERAL_BEGINNINGS = (
    "how to",
    "how we",
    "what is",
    "what are",
    "why we",
    "writing",
    "running",
    "about ",
    "introduction",
    "our approach",
)
GENERAL_TITLES = phrases(
    "postmortems|post-mortems|incidents|incident reports|incident reviews|list of post-mortems|post mortems|incident response",
    "incident management|reports|severity levels|incident postmortems|post-incident reviews|past incidents|incident history",
)
REPORT_HEADINGS = tuple(
    plain(one)
    for one in (
        "timeline", "impact", "cause", "resolution", "detection", "what went", "where we got lucky", "lessons",
        "contributing factor", "what happened", "trigger", "remediation", "mitigation", "five whys", "5 whys", "recovery",
        "summary", "prevention", "タイムライン", "影響", "原因", "教訓", "chronologie", "cause racine", "cronologia", "causa raiz",
        "impacto", "linha do tempo", "ursache", "auswirkung", "zusammenfassung", "ablauf", "时间线", "影响", "根本原因", "хронология",
        "причина", "причини", "вплив", "влияние", "хронологія", "oś czasu", "przyczyn", "wpływ", "skutki", "podsumowanie", "tijdlijn", "oorzaak",
        "gevolgen", "samenvatting", "causa principale", "impatto", "riepilogo", "zaman çizelgesi", "kök neden", "etki", "özet",
        "타임라인", "영향", "원인", "개요", "요약", "概要", "経緯", "時系列", "经过", "概述", "总结", "resumen", "resumo", "resume", "sommaire",
    )
)  # fmt: skip  # set by hand, as a table
