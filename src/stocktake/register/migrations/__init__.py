"""The register's migrations, applied on opening."""
