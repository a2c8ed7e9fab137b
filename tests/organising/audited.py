"""What each POST of a team's pages writes into the audit list. A new endpoint belongs into one of these two."""

# endpoint: the keys that it may write
WRITES = {
    "organising.confirm_import": {"imported"},
    "organising.undo_import": {"import_undone"},
    "organising.export_import_report": {"import_report"},
    "organising.invite_all": {"invited"},
    "organising.invite_chosen": {"invited"},
    "organising.print_chosen": {"badge_printed"},
    "organising.remove_chosen": {"removed"},
    "organising.bring_back": {"brought_back"},
    "organising.merge": {"merged"},
    "organising.invite": {"invited"},
    "organising.export_csv": {"exported"},
    "organising.export_workbook": {"exported"},
    "organising.print_badges": {"badge_printed"},
    "organising.print_badge": {"badge_printed"},
    "organising.scan_at_desk": {"arrived"},
    "organising.arrive": {"arrived"},
    "organising.take_back_arrival": {"arrival_undone"},
    "organising.add_at_desk": {"added", "arrived"},
    "organising.pretix": {"pretix_connected"},
    "organising.disconnect_pretix": {"pretix_disconnected"},
    "organising.make_pretix_hook": {"pretix_hook"},
    "organising.pause": {"paused"},
    "organising.unpause": {"unpaused"},
    "organising.dismiss_report": {"report_dismissed"},
    "organising.block_address": {"address_blocked", "address_unblocked"},
    "organising.release_message": {"message_released"},
    "organising.call_off_message": {"message_called_off"},
    "organising.invite_member": {"team_invited"},
    "organising.send_team_invitation": {"team_invited"},
    "organising.withdraw_team_invitation": {"team_invitation_withdrawn"},
    "organising.change_role": {"team_role_changed"},
    "organising.remove_member": {"team_removed", "team_left"},
    "organising.leave_team": {"team_left"},
    "organising.question": {"choices_removed"},
    "organising.invite_again": {"invited"},
    "organising.remove_question": {"question_removed"},
}

# Nobody's data: drafts of the member's own, and how the event itself is.
TOUCHES_NOBODY = {
    "organising.pull_from_pretix",  # it begins a job, and what that takes over is written then
    "events.edit_event",
    "organising.new_message",
    "organising.edit_message",
    "organising.remove_message",
    "organising.try_message",  # to the member who writes it
    "organising.chosen",  # it asks for a yes
    "organising.import_",
    "organising.read_import",
    "organising.choose_columns",
    "organising.drop_import",
    "organising.badges",
    "organising.print_test",
    "organising.print_tents",
    "organising.new_question",
    "organising.series",
    "organising.move_question",
}
