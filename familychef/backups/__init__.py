"""The room of backups: taken each hour, tried by restoring each night, kept as long as the rules say."""
