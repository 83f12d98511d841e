"""What leaves the site for other programs: calendars to subscribe to, and the feed of news."""
