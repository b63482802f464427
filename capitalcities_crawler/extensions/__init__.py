"""What happens beside a crawl: the run ledger and the progress bar."""
