-- Each answer about a queued request says its place among all that are to be filed: counted from this index alone.
create index job_to_file on job (tenant_id, deadline, request_id) where lane = 'write';

-- What is to be read comes in the order in which it is due, what is to be filed (job_by_deadline) in that of its deadlines.
create index job_to_read on job (tenant_id, employer_id, due_at, deadline, request_id) where lane = 'read';
