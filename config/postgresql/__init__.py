"""Django's PostgreSQL, with a pool whose connections are looked at, not asked, before they are used."""
