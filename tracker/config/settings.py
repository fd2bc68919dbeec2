"""The one table of settings: what may be configured, its kind, its default, and what it means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tracker.config import channels, codes, kinds, rhythms, tables, urls
from tracker.config.kinds import Kind
from tracker.config.values import PRIORITY_NAMES
from tracker.model import Flavour, Priority, Standing, Status

ENVIRONMENT_PREFIX = "PIRTRACK_"


@dataclass(frozen=True, slots=True)
class Setting:
    """One key: `default` is what the file would say, None for nothing; `needed`: its section asks for it."""

    key: str
    kind: Kind[Any]
    default: object
    means: str
    needed: bool = False

    @property
    def path(self) -> tuple[str, ...]:
        """The names on the way to it."""
        return tuple(self.key.split("."))

    @property
    def variable(self) -> str:
        """The environment variable that overrides it."""
        return ENVIRONMENT_PREFIX + "__".join(self.path).upper()


TEXT = Kind("text", kinds.text)
WORD = Kind("text without spaces", kinds.word)
WORDS = Kind("list of text without spaces", kinds.listed(kinds.word), kinds.list_text)
DAY = Kind("date", kinds.day)
DURATION = Kind("duration", kinds.duration)
PATH = Kind("path", kinds.path)
RHYTHM = Kind("rhythm", rhythms.rhythm)
COMMAND = Kind("list of text", kinds.listed(kinds.text, least=1), kinds.list_text)

STANDINGS = Kind("draft or finished", kinds.choice({s.value: s for s in (Standing.DRAFT, Standing.FINISHED)}))
DEPLOYMENTS: Mapping[str, Flavour | None] = {"auto": None, "cloud": Flavour.CLOUD, "dc": Flavour.DATA_CENTER}

_GENERAL = (
    Setting("timezone", Kind("time zone", kinds.zone), "UTC", "Whose midnight ends a day: an IANA name."),
    Setting(
        "store.url",
        Kind("database URL", urls.store_url),
        "sqlite:///pirtrack.db",
        "Where pirtrack keeps what it knows.",
    ),
    Setting("store.backups", PATH, "backups/", "The folder for copies of the store."),
    Setting("store.keep", Kind("whole number", kinds.count, kinds.number_text), 7, "How many copies are kept there."),
)
_WORDS: tuple[tuple[str, dict[str, object], str], ...] = (
    (
        "headers",
        {name: name for name in ("title", "owner", "due", "priority", "status", "ticket", "number")},
        "More names of columns and labels: title, owner, due, priority, status, ticket or number to a list of words.",
    ),
    (
        "sections",
        {name: name for name in ("actions", "forward", "other")},
        "More headings: of `actions`, of what looks `forward`, and of what is `other` than actions.",
    ),
    (
        "statuses",
        {status.value: status for status in Status},
        "More words for a status: not_started, in_progress, blocked, done or cancelled to a list of words.",
    ),
    ("priorities", {p.value: p for p in Priority}, "More words for a priority: P0 to P4 to a list of words."),
)
_REPORTS = (
    Setting(
        "reports.paths",
        Kind("list of paths", kinds.listed(kinds.path, least=1), kinds.list_text),
        ["incidents/"],
        "Files and folders that `sync` reads when none are named.",
    ),
    Setting(
        "reports.finished",
        Kind("list of text", kinds.listed(kinds.text, least=1), kinds.list_text),
        ["FINAL"],
        "Document statuses that say a report is finished; letter case is no difference.",
    ),
    Setting("reports.without_status", STANDINGS, "draft", "What a report is that names no document status."),
    Setting("reports.since", DAY, None, "Reports dated before this day are recorded, never pushed or chased."),
    Setting(
        "reports.write_back",
        Kind("true or false", kinds.truth, kinds.truth_text),
        default=False,
        means="Whether `sync` writes key and status into the reports' own rows, as with `--write-back`.",
    ),
    Setting(
        "reports.link",
        Kind("URL with {path}", urls.report_link),
        None,
        "How an issue points at its report; `{path}` becomes the report's path.",
    ),
    Setting(
        "reports.dates",
        Kind("dmy or mdy", kinds.choice({"dmy": "dmy", "mdy": "mdy"})),
        None,
        "The order of day and month in `05/06/2024`; unless it is set, or the report's other dates show it, such a date is a problem.",
    ),
    Setting(
        "reports.inferred",
        Kind("show or push", kinds.choice({"show": False, "push": True})),
        "show",
        "What becomes of items that a report only looks ahead to, under Recommendations for example: shown, or pushed.",
    ),
    Setting(
        "reports.elsewhere",
        Kind("record or push", kinds.choice({"record": False, "push": True})),
        "record",
        "What becomes of items that name a ticket of another tracker: recorded and not pushed, or pushed.",
    ),
    *(
        Setting(
            f"reports.{name}", Kind("table of lists of words", tables.word_lists(known), kinds.toml_text), {}, means
        )
        for name, known, means in _WORDS
    ),
)
_JIRA = (
    Setting("jira.url", Kind("URL", urls.site), None, "Jira's address: https, or http on this machine.", needed=True),
    Setting(
        "jira.email",
        Kind("mail address", kinds.address),
        None,
        "Whose token it is on Jira Cloud; with it the token is sent as Basic, without as Bearer.",
    ),
    Setting("jira.project", Kind("project key", kinds.project_key), None, "Where issues are made.", needed=True),
    Setting("jira.namespace", WORD, None, "Whose items these are on a shared Jira; the project key unless configured."),
    Setting(
        "jira.deployment",
        Kind("auto, cloud or dc", kinds.choice(dict(DEPLOYMENTS))),
        "auto",
        "Which kind of Jira it is; auto believes what the server says.",
    ),
    Setting("jira.issue_type", TEXT, "Task", "The issue type of an item."),
    Setting("jira.epic_type", TEXT, "Epic", "The issue type of an incident's epic."),
    Setting("jira.timeout", DURATION, "20s", "How long to wait for one answer to a read."),
    Setting("jira.labels", WORDS, [], "Labels that every issue gets besides pirtrack's own."),
    Setting(
        "jira.in_doubt_grace",
        DURATION,
        "15m",
        "How long a create of unknown outcome is looked for before it may be sent again.",
    ),
    Setting("jira.token_expires", DAY, None, "The day on which the token ends, so that `doctor` can warn."),
    Setting("jira.token_file", PATH, None, "A file that holds the token and nothing else."),
    Setting(
        "jira.token_command",
        COMMAND,
        None,
        "A program and its arguments, run without a shell, that prints the token.",
    ),
    *(
        Setting(f"jira.priority.{ours}", TEXT, theirs, f"What Jira calls {ours}.")
        for ours, theirs in PRIORITY_NAMES.items()
    ),
    Setting(
        "jira.status",
        Kind("table of statuses", tables.statuses, kinds.toml_text),
        {},
        "Status names that carry meaning: not_started, in_progress, blocked, done or cancelled. "
        "Blocked is blocked unless it is named here.",
    ),
    Setting(
        "jira.fields",
        Kind("table of tables", tables.create_fields, kinds.toml_text),
        {},
        "By issue type, the values of fields that this site demands on create: by field id or name.",
    ),
)
_PEOPLE_AND_RULES = (
    Setting(
        "owners",
        Kind("table of owners", tables.owners, kinds.toml_text),
        {},
        "What an owner's handle stands for in Jira: one email, account, component or label.",
    ),
    Setting(
        "limits.creates",
        Kind("whole number", kinds.count, kinds.number_text),
        50,
        "More creates than this in one run stop it before the first write, until `--yes`.",
    ),
    Setting(
        "limits.vanished",
        Kind("share", kinds.share, kinds.number_text),
        0.5,
        "A larger share of known issues that vanish at once stops the run, until `--yes`.",
    ),
    *(
        Setting(f"policy.due.{p.value}", DURATION, None, f"When a {p.value} item without a due date is due.")
        for p in Priority
    ),
    *(
        Setting(
            f"policy.finalise.{p.value}",
            DURATION,
            None,
            f"How long a report on a {p.value} incident may take to be final.",
        )
        for p in Priority
    ),
    Setting("review.after", DURATION, "30d", "When an incident is looked back on, where its report names no date."),
)

_DIGEST = (
    *(
        Setting(
            f"digest.due_soon.{p.value}",
            DURATION,
            "10d" if p is Priority.P0 else "7d",
            f"How long before its day a {p.value} item is due soon.",
        )
        for p in Priority
    ),
    Setting("digest.blocked_after", DURATION, "7d", "How long an item may be blocked before the digest says so."),
    Setting(
        "digest.lines",
        Kind("whole number", kinds.count, kinds.number_text),
        20,
        "So many lines of a section are shown in text, Markdown and mail; 0 shows all.",
    ),
)

_CHECK = (
    Setting(
        "check.select",
        Kind("list of codes", kinds.listed(codes.code), kinds.list_text),
        [],
        "What `check` tells of: codes, families, ALL; all that is on by itself unless set. "
        "What stops a push is told in any case.",
    ),
    Setting(
        "check.ignore",
        Kind("list of codes", kinds.listed(codes.ignorable), kinds.list_text),
        [],
        "What `check` does not tell of: codes or families, without what stops a push.",
    ),
    Setting(
        "check.severity",
        Kind("table of severities", codes.severities, kinds.toml_text),
        {},
        "How much a code or a family matters: error (it then stops a push), warning, info or off.",
    ),
)

_SCHEDULE = (
    Setting("schedule.pull", RHYTHM, "15m", "When `run` reads back from Jira what changed."),
    Setting("schedule.reports", RHYTHM, "15m", "When it reads the reports and brings their items to Jira."),
    Setting("schedule.before_reports", COMMAND, None, "A program and its arguments, run before the reports are read."),
    Setting("schedule.reconcile", RHYTHM, "daily 03:00", "When it reads every linked issue, not only what changed."),
    Setting("schedule.digest", RHYTHM, "mon 09:00", "When it sends the digest to the channels that get one."),
    Setting("schedule.reviews", RHYTHM, "daily 09:00", "When it reminds of reviews."),
    Setting("schedule.escalation", RHYTHM, "daily 09:00", "When it escalates overdue P0 items."),
    Setting("schedule.backup", RHYTHM, "daily 02:00", "When it copies the store to `store.backups`."),
)

_DELIVERY = (
    Setting(
        "channels",
        Kind("table of channels", channels.channels, kinds.toml_text),
        {},
        "By a name of your choice, where digests, reminders and escalations go: the keys are below.",
    ),
    Setting("smtp.host", Kind("host", kinds.host), None, "The server that takes the mail of mail channels."),
    Setting(
        "smtp.port",
        Kind("port", kinds.port, kinds.number_text),
        None,
        "Its port; unless set, 587 for starttls, 465 for tls, 25 for none.",
    ),
    Setting(
        "smtp.security",
        Kind("none, starttls or tls", kinds.choice({name: name for name in channels.PORTS})),
        "starttls",
        "How the way there is secured; none is for this very machine only.",
    ),
    Setting("smtp.user", TEXT, None, "Who we are to it, where it asks."),
    Setting("smtp.password_env", Kind("name of a variable", kinds.variable), None, "The variable with the password."),
    Setting("smtp.password_file", PATH, None, "A file that holds the password and nothing else."),
    Setting(
        "smtp.password_command",
        COMMAND,
        None,
        "A program and its arguments, run without a shell, that prints the password.",
    ),
)

SETTINGS: Mapping[tuple[str, ...], Setting] = {
    setting.path: setting
    for setting in (*_GENERAL, *_REPORTS, *_JIRA, *_PEOPLE_AND_RULES, *_DIGEST, *_CHECK, *_SCHEDULE, *_DELIVERY)
}
SECTIONS: frozenset[tuple[str, ...]] = frozenset(path[:end] for path in SETTINGS for end in range(1, len(path)))
