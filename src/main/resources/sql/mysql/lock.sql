UPDATE millrace_locks SET locked_at = utc_timestamp(6) WHERE dataset IN (${locked})
