BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0007');
CREATE TABLE cache (
	"key" TEXT NOT NULL, 
	text TEXT NOT NULL, 
	at TEXT NOT NULL, 
	CONSTRAINT pk_cache PRIMARY KEY ("key")
);
INSERT INTO "cache" VALUES('site/x','{}','2024-11-19T12:00:00.000000+00:00');
CREATE TABLE decision (
	incident TEXT NOT NULL, 
	number INTEGER NOT NULL, 
	accepted TEXT, 
	snoozed TEXT, 
	CONSTRAINT pk_decision PRIMARY KEY (incident, number), 
	CONSTRAINT fk_decision_incident_number_item FOREIGN KEY(incident, number) REFERENCES item (incident, number)
);
CREATE TABLE digest (
	id INTEGER NOT NULL, 
	at TEXT NOT NULL, 
	text TEXT NOT NULL, period TEXT, 
	CONSTRAINT pk_digest PRIMARY KEY (id)
);
CREATE TABLE event (
	id INTEGER NOT NULL, 
	at TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	incident TEXT NOT NULL, 
	number INTEGER, 
	data TEXT NOT NULL, 
	CONSTRAINT pk_event PRIMARY KEY (id)
);
INSERT INTO "event" VALUES(1,'2024-11-19T12:00:00.000000+00:00','read','2024-11-19-001',1,'[["path","incidents/disk.md"]]');
INSERT INTO "event" VALUES(2,'2024-11-19T12:00:00.000000+00:00','read','2024-11-19-001',2,'[]');
INSERT INTO "event" VALUES(3,'2024-11-19T12:00:00.000000+00:00','created','2024-11-19-001',1,'[["issue_id","10001"],["issue_key","ENG-1"],["title","Add an alert"]]');
INSERT INTO "event" VALUES(4,'2024-11-19T12:00:00.000000+00:00','reviewed','2024-11-19-001',NULL,'[["by","Lead"],["held_on","2024-12-19"],["next",null],["outcome","all done"]]');
CREATE TABLE fact (
	name TEXT NOT NULL, 
	text TEXT, 
	CONSTRAINT pk_fact PRIMARY KEY (name)
);
INSERT INTO "fact" VALUES('store','d66dad5a377f13bf');
INSERT INTO "fact" VALUES('pull','{"mark":"2024-11-19T12:00:00Z","full":"2024-11-19T12:00:00Z"}');
CREATE TABLE incident (
	id TEXT NOT NULL, 
	title TEXT NOT NULL, 
	path TEXT NOT NULL, 
	standing TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	date TEXT, 
	severity TEXT, 
	document_status TEXT, 
	epic TEXT, 
	review_due TEXT, 
	prepared_by TEXT, 
	link TEXT NOT NULL, 
	reason TEXT, 
	fingerprint TEXT, 
	gone_since TEXT, 
	issue_id TEXT, 
	issue_key TEXT, 
	issue_project TEXT, 
	issue_type TEXT, 
	issue_summary TEXT, 
	issue_status TEXT, 
	issue_category TEXT, 
	issue_created TEXT, 
	issue_updated TEXT, 
	issue_is_epic BOOLEAN, 
	issue_resolution TEXT, 
	issue_resolved TEXT, 
	issue_due TEXT, 
	issue_priority TEXT, 
	issue_assignee TEXT, 
	issue_assignee_name TEXT, 
	issue_assignee_active BOOLEAN, 
	issue_assignee_email TEXT, 
	issue_parent TEXT, 
	issue_labels TEXT, 
	issue_duplicate_of_category TEXT, 
	issue_stamp TEXT, 
	base_title TEXT, 
	base_due TEXT, 
	base_priority TEXT, 
	base_owner TEXT, 
	base_assignee TEXT, 
	base_epic TEXT, 
	first_due TEXT, 
	first_priority TEXT, epic_now TEXT, 
	CONSTRAINT pk_incident PRIMARY KEY (id)
);
INSERT INTO "incident" VALUES('2024-11-19-001','Disk full','incidents/disk.md','finished','d1',NULL,NULL,NULL,NULL,NULL,NULL,'unlinked',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "incident" VALUES('2024-12-01-002','Disk full','incidents/disk.md','finished','d1',NULL,NULL,NULL,NULL,NULL,NULL,'unlinked',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE intent (
	target TEXT NOT NULL, 
	incident TEXT NOT NULL, 
	number INTEGER, 
	sent TEXT NOT NULL, 
	began TEXT NOT NULL, 
	deadline TEXT NOT NULL, 
	ended TEXT, 
	CONSTRAINT pk_intent PRIMARY KEY (target)
);
INSERT INTO "intent" VALUES('2024-11-19-001/2','2024-11-19-001',2,'{"title":"Fix the disk","due":"2024-12-24","priority":"High","owner":null,"assignee":null,"epic":null}','2024-11-19T12:00:00.000000+00:00','2024-11-19T12:00:30.000000+00:00',NULL);
CREATE TABLE item (
	incident TEXT NOT NULL, 
	number INTEGER NOT NULL, 
	title TEXT NOT NULL, 
	source_path TEXT NOT NULL, 
	source_line INTEGER NOT NULL, 
	source_column INTEGER NOT NULL, 
	"row" TEXT, 
	owner TEXT, 
	owners TEXT NOT NULL, 
	due TEXT, 
	priority TEXT, 
	reported_status TEXT, 
	jira_key TEXT, 
	assumed TEXT NOT NULL, 
	withdrawn BOOLEAN NOT NULL, 
	slips INTEGER NOT NULL, 
	link TEXT NOT NULL, 
	reason TEXT, 
	fingerprint TEXT, 
	gone_since TEXT, 
	issue_id TEXT, 
	issue_key TEXT, 
	issue_project TEXT, 
	issue_type TEXT, 
	issue_summary TEXT, 
	issue_status TEXT, 
	issue_category TEXT, 
	issue_created TEXT, 
	issue_updated TEXT, 
	issue_is_epic BOOLEAN, 
	issue_resolution TEXT, 
	issue_resolved TEXT, 
	issue_due TEXT, 
	issue_priority TEXT, 
	issue_assignee TEXT, 
	issue_assignee_name TEXT, 
	issue_assignee_active BOOLEAN, 
	issue_assignee_email TEXT, 
	issue_parent TEXT, 
	issue_labels TEXT, 
	issue_duplicate_of_category TEXT, 
	issue_stamp TEXT, 
	base_title TEXT, 
	base_due TEXT, 
	base_priority TEXT, 
	base_owner TEXT, 
	base_assignee TEXT, 
	base_epic TEXT, 
	first_due TEXT, 
	first_priority TEXT, 
	CONSTRAINT pk_item PRIMARY KEY (incident, number), 
	CONSTRAINT fk_item_incident_incident FOREIGN KEY(incident) REFERENCES incident (id)
);
INSERT INTO "item" VALUES('2024-11-19-001',1,'Add an alert','incidents/disk.md',31,1,NULL,NULL,'[]',NULL,NULL,NULL,NULL,'[]',0,0,'linked',NULL,NULL,NULL,'10001','ENG-1','ENG','Task','Add an alert','To Do','new','2024-11-19T12:00:00.000000+00:00','2024-11-19T12:00:00.000000+00:00',0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'[]',NULL,NULL,'Add an alert',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "item" VALUES('2024-11-19-001',2,'Add an alert','incidents/disk.md',32,1,NULL,NULL,'[]',NULL,NULL,NULL,NULL,'[]',0,0,'unlinked',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "item" VALUES('2024-11-19-001',3,'Add an alert','incidents/disk.md',33,1,NULL,NULL,'[]',NULL,NULL,NULL,NULL,'[]',0,0,'unlinked',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "item" VALUES('2024-12-01-002',1,'Add an alert','incidents/disk.md',31,1,NULL,NULL,'[]',NULL,NULL,NULL,NULL,'[]',0,0,'unlinked',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE job_run (
	job TEXT NOT NULL, 
	slot TEXT NOT NULL, 
	state TEXT NOT NULL, 
	attempt INTEGER NOT NULL, 
	began TEXT NOT NULL, 
	ended TEXT, 
	until TEXT, 
	missed INTEGER NOT NULL, 
	"by" TEXT NOT NULL, 
	detail TEXT, 
	CONSTRAINT pk_job_run PRIMARY KEY (job, slot)
);
CREATE TABLE review (
	id INTEGER NOT NULL, 
	incident TEXT NOT NULL, 
	held_on TEXT NOT NULL, 
	"by" TEXT NOT NULL, 
	outcome TEXT NOT NULL, 
	next TEXT, 
	CONSTRAINT pk_review PRIMARY KEY (id), 
	CONSTRAINT fk_review_incident_incident FOREIGN KEY(incident) REFERENCES incident (id)
);
INSERT INTO "review" VALUES(1,'2024-11-19-001','2024-12-19','Lead','all done',NULL);
CREATE TABLE review_word (
	incident TEXT NOT NULL, 
	at TEXT NOT NULL, 
	snoozed TEXT, 
	told BOOLEAN NOT NULL, 
	refused TEXT, 
	CONSTRAINT pk_review_word PRIMARY KEY (incident), 
	CONSTRAINT fk_review_word_incident_incident FOREIGN KEY(incident) REFERENCES incident (id)
);
INSERT INTO "review_word" VALUES('2024-11-19-001','2024-11-19T12:00:00.000000+00:00',NULL,0,NULL);
CREATE TABLE send (
	what TEXT NOT NULL, 
	channel TEXT NOT NULL, 
	period TEXT NOT NULL, 
	state TEXT NOT NULL, 
	attempt INTEGER NOT NULL, 
	message_id TEXT NOT NULL, 
	began TEXT NOT NULL, 
	until TEXT NOT NULL, 
	"by" TEXT NOT NULL, 
	ended TEXT, 
	detail TEXT, 
	CONSTRAINT pk_send PRIMARY KEY (what, channel, period)
);
CREATE TABLE written (
	incident TEXT NOT NULL, 
	number INTEGER NOT NULL, 
	"key" TEXT NOT NULL, 
	status TEXT NOT NULL, 
	ours BOOLEAN NOT NULL, 
	CONSTRAINT pk_written PRIMARY KEY (incident, number), 
	CONSTRAINT fk_written_incident_number_item FOREIGN KEY(incident, number) REFERENCES item (incident, number)
);
CREATE INDEX ix_item_due ON item (due);
CREATE INDEX ix_item_issue_due ON item (issue_due);
CREATE INDEX ix_item_issue_key ON item (issue_key);
CREATE INDEX ix_item_jira_key ON item (jira_key);
CREATE INDEX ix_item_link_issue_category_issue_status ON item (link, issue_category, issue_status);
CREATE INDEX ix_intent_incident_number ON intent (incident, number);
CREATE INDEX ix_event_incident_number ON event (incident, number);
CREATE TRIGGER event_no_update BEFORE update ON event BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END;
CREATE TRIGGER event_no_delete BEFORE delete ON event BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END;
CREATE INDEX ix_review_incident ON review (incident);
CREATE INDEX ix_job_run_job_began ON job_run (job, began);
CREATE INDEX ix_event_kind_at ON event (kind, at);
CREATE UNIQUE INDEX ix_digest_period ON digest (period);
COMMIT;
