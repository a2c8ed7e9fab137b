"""What each POST of a team's pages writes into the audit list. A new endpoint belongs into one of these two."""

# endpoint: the keys that it may write
WRITES = {
    "organising.confirm_import": {"imported"},
    "organising.invite_all": {"invited"},
    "organising.invite": {"invited"},
    "organising.export_csv": {"exported"},
    "organising.export_workbook": {"exported"},
    "organising.print_badges": {"badge_printed"},
    "organising.print_badge": {"badge_printed"},
    "organising.scan_at_desk": {"arrived"},
    "organising.arrive": {"arrived"},
    "organising.take_back_arrival": {"arrival_undone"},
    "organising.add_at_desk": {"added", "arrived"},
    "organising.question": {"choices_removed"},
    "organising.remove_question": {"question_removed"},
    "organising.pretix": {"pretix_connected"},
    "organising.disconnect_pretix": {"pretix_disconnected"},
    "organising.make_pretix_hook": {"pretix_hook"},
}

# Nobody's data: drafts of the member's own, and how the event itself is.
TOUCHES_NOBODY = {
    "organising.pull_from_pretix",  # it begins a job, and what that takes over is written then
    "events.edit_event",
    "organising.import_",
    "organising.drop_import",
    "organising.badges",
    "organising.print_test",
    "organising.new_question",
    "organising.move_question",
}
