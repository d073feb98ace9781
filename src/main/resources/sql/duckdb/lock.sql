UPDATE millrace_locks SET locked_at = now() WHERE dataset IN (${locked})
