"""How far a job is; the page may be left and come back to."""

from typing import Any

from flask import render_template

from eventnet.events.access import member_of
from eventnet.events.models import Event
from eventnet.organising.jobs import Job
from eventnet.organising.views import bp


@bp.get("/e/<slug>/jobs/<code>")
@member_of("owner", "staff")
def job(event: Event, code: str) -> str:
    return render_template("organising/job.html", event=event, job=Job.at(event).get_or_404(code))


@bp.get("/e/<slug>/jobs/<code>/state")
@member_of("owner", "staff")
def job_state(event: Event, code: str) -> dict[str, Any]:
    """What the page's script asks for: numbers, and the words that stand beside them."""
    found = Job.at(event).get_or_404(code)
    return {
        "state": found.state,
        "done": found.done,
        "total": found.total,
        "problems": found.problems,
        "so_far": found.so_far,
        "time_left": found.time_left,
    }
