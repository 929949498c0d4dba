-- Each answer about a queued request says its place among all that are to be filed: counted from this index alone.
create index job_to_file on job (tenant_id, deadline, request_id) where lane = 'write';
