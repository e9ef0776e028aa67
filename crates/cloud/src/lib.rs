//! AWS adapters: tables, queues, secrets, mail, text messages.
