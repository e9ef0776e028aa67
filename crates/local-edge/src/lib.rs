//! Stands in for the CDN on one machine: static files, security headers, /api, /outbox.
