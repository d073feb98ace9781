UPDATE millrace_locks SET locked_at = current_timestamp() WHERE dataset IN (${locked})
