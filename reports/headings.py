"""The words of headings and titles, in the languages in which they are written, as data in one place. Pure."""

from __future__ import annotations

from reports.vocabulary import words

# Headings, by how surely what stands below them are items. The first kind that holds any is taken.
ACTION_ITEMS = words(
    "action item|action items|actions items|action point|action points|アクションアイテム|action items/followups",
    "行动项|elementos de accion|itens de acao|capa|action register|action log|action list",
)
ACTIONS = words(
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
    "recommended follow-ups|recommended follow up|tickets|repair items|follow-up tickets|jira tickets|follow-up issues",
    "corrective action plan|plan of action|mitigation plan|capa plan|remediation steps|follow-up plan|actions & owners",
    "action tracker|action table|action items list|prevention plan|resolution plan|agreed actions|actions and owners",
    "acoes|acoes corretivas|acoes preventivas|acoes corretivas e preventivas|plano de acao|acciones|plan de accion",
    "acciones correctivas|acciones preventivas|acciones de seguimiento|acciones correctivas y preventivas",
    "medidas preventivas|medidas corretivas|medidas correctivas|actions correctives|actions preventives|plan d'action",
    "plan d'actions|actions correctives et preventives|plan d'amelioration|actions a mener|actions de suivi|massnahmen",
    "massnahmenplan|folgemassnahmen|korrekturmassnahmen|azioni correttive|azioni|actiepunten|vervolgacties",
    "再発防止策|再発防止|対応策|今後のアクション|フォローアップ|改进措施|后续行动|整改措施|改善措施|行动计划|план действий|действия",
    "контрольный список|контрольний список|корректирующие действия|заходи|дії|план дій|plan działań|działania naprawcze",
    "acciones a tomar|plan de mejora|acciones de mejora|acoes de acompanhamento|acoes de melhoria|plano de melhoria",
    "mesures correctives|mesures preventives|actions correctrices|vorbeugende massnahmen|praventive massnahmen",
    "nachste massnahmen|恒久対応|恒久対策|再発防止対策|対策|アクション|タスク|フォローアップ事項|改进计划|预防措施|后续改进|待办事项",
)
FORWARD = words(
    "prevention|preventing recurrence|prevent recurrence|recurrence prevention|recommendations|recommendation",
    "next steps|next step|remediation|long-term|long term|short-term|short term|medium-term|medium term|mid-term",
    "long-term improvements|short-term improvements|long term improvements|short term improvements|long-term fix",
    "long-term fixes|long term fix|long-term solution|long term solution|long-term solutions|short-term fixes",
    "process improvements|technical improvements|documentation improvements|improvements|improvement|future work",
    "future improvements|planned improvements|proactive measures|systemic mitigation|mitigations|prevention measures",
    "preventative steps|preventive steps|how we prevent this|what we are doing|what we're doing",
    "what are we doing|what's next|whats next|moving forward|going forward|prevention strategies|future prevention",
    "how do we prevent this from happening again|how will we prevent this|suggested improvements|work to do",
    "areas for improvement|remaining work|future mitigation|permanent fix|planned work|changes we are making",
    "proximos passos|proximos pasos|prevencao|prevencion|recomendaciones|recomendacoes|prochaines etapes|prevention",
    "recommandations|nachste schritte|empfehlungen|ameliorations|mejoras|melhorias|pravention|预防|预防措施|予防策",
    "今後の対応|今後の課題|今後の対策|改善策|рекомендации|следующие шаги|предотвращение",
)
# What a heading may say before what it is about.
ADJECTIVES = words(
    "immediate|short-term|short term|long-term|long term|medium-term|medium term|mid-term|near-term|proposed|planned",
    "recommended|our|the|key|technical|process|new|further|additional|all|open|pending|identified|agreed|main|suggested",
    "concrete|specific|post-incident|post incident|incident|list of|summary of|outstanding|remaining|completed|required",
    "high priority|medium priority|low priority|critical|engineering|operational|organizational|organisational",
)
# How headings begin or end that look ahead in words of their own.
FORWARD_BEGINNINGS = (
    "prevent", "how to prevent", "how do we prevent", "how will we prevent", "how we will prevent", "how can we prevent",
    "steps to prevent", "measures to prevent", "actions to prevent", "what will we do", "what we will do", "what we'll do",
    "what are we going to", "what we're going to", "improvements to", "changes to make", "work to be done", "how to avoid",
    "avoiding", "como evitar", "comment eviter",
)  # fmt: skip
FORWARD_ENDS = (" improvements", " follow-ups", " followups")
# Words that make a heading one of something else, though it speaks of actions.
NOT_ACTIONS = words(
    "taken|timeline|questions|meeting|meetings|verification|minutes|performed|tomadas|tomada|prises|fields|statuses",
    "status|tracking|example|examples|template|guidelines|response|recovery|resolving|containment|during|notes|tomados",
    "已采取|実施済み|implemented|log|history|realizadas|effectuees",
)
# Words of a heading inside a section of actions below which there are none.
LEAVING = words(
    "questions|timeline|meetings|notes|taken|legend|references|reference|appendix|links|resources|related|sign-off|signoff",
    "approval|approvals|glossary|attachments|attendees|凡例|参考資料|referencias|referencias|references|説明|カテゴリの説明",
)
# A part of a list of actions that is done, or told as done.
DONE_GROUPS = words("completed|complete|done|feitas|feito|fait|faites|hecho|hechas|resolved|fixed|完了|已完成|erledigt")
OPEN_GROUPS = words("pendentes|pending|open|todo|to do|pendientes|outstanding|a faire|remaining|未完了|未着手|offen")
IMMEDIATE = words("immediate|immediate actions|immediate action|immediate response|immediate fix|immediate fixes")

# By these a document is known as the review of an incident, or as something else that speaks of incidents.
INCIDENT_WORDS = (
    "incident", "postmortem", "post-mortem", "post mortem", "outage", "rca", "root cause", "pir", "after-action",
    "after action", "degradation", "downtime", "failure", "retrospective of", "インシデント", "ポストモーテム", "障害",
    "故障", "事故", "инцидент", "vorfall", "storung", "incidente", "panne",
)  # fmt: skip
NO_TITLES = words(
    "incident title|title|postmortem title|incident name|name of the incident|your title here|incident report"
)
GUIDE_WORDS = words(
    "guide|guideline|guidelines|handbook|playbook|runbook|runbooks|framework|process|policy|procedure|procedures|manual",
    "documentation|docs|overview|tutorial|checklist|index|readme|practices",
)
GENERAL_TITLES = words(
    "postmortems|post-mortems|incidents|incident reports|incident reviews|list of post-mortems|post mortems"
)
REPORT_HEADINGS = (
    "timeline", "impact", "root cause", "resolution", "detection", "what went", "where we got lucky", "lessons",
    "contributing factor", "what happened", "trigger", "remediation", "mitigation", "five whys", "5 whys", "recovery",
    "summary", "prevention", "タイムライン", "影響", "原因", "教訓", "chronologie", "cause racine", "cronologia", "causa raiz",
    "impacto", "linha do tempo", "ursache", "auswirkung", "时间线", "影响", "根本原因", "хронология", "причина",
)  # fmt: skip
