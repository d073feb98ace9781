SELECT millrace_file AS file, millrace_place AS place, millrace_found IS NULL AS fresh FROM ${staging}
