"""From a line of an inbox to a mail, a text message or a group: planned with the line, sent by workers."""
