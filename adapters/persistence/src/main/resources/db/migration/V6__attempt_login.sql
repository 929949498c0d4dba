-- Under which login an attempt made its draft: under another one the platform shows neither the draft nor its file, so that
-- nothing seen then proves that it was not filed. Attempts from before have none.
alter table attempt add column login_sha256 text;
