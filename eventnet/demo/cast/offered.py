"""Whom the guide offers to be: the office, a student, and two with a stand."""

from eventnet.demo.cast.somebody import Somebody
from eventnet.demo.faces import Look

DORA = Somebody(
    "dora",
    "Dora Meyer",
    "Career service, runs this day",
    "Leipzig University",
    role="crew",
    speaks=("de", "en"),
    about="If something does not work today, I am the one with the orange lanyard.",
    offers=("a quiet room for a talk of half an hour",),
    look=Look("sand", "light", "grey", "bun", (196, 92, 60)),
    was_at_evening=True,
)

OFFERED = (
    Somebody(
        "ada",
        "Ada Lindqvist",
        "Mechanical engineering, 5th term",
        "Leipzig University",
        pronouns="she/her",
        about="I like machines that break slowly, and finding out why.",
        phone="+49 171 3920042",
        speaks=("sv", "en", "de"),
        offers=("a fresh pair of eyes on Python scripts", "help with measuring and plotting strain data"),
        needs=("an internship with test rigs from March", "somebody who explains fatigue tests to me"),
        links={"linkedin": "linkedin.com/in/ada-lindqvist-demo", "github": "ada-lindqvist-demo"},
        look=Look("dawn", "light", "blond", "long", (52, 86, 128)),
        was_at_evening=True,
    ),
    Somebody(
        "ben",
        "Ben Okafor",
        "Head of test rigs",
        "Railworks Leipzig",
        role="exhibitor",
        language="de",
        about="Wir lassen Drehgestelle altern, damit es die Züge nicht tun.",
        phone="+49 171 3920017",
        speaks=("de", "en", "ig"),
        offers=("a morning in the test hall", "an honest look at your thesis topic"),
        needs=("students who can read a data sheet",),
        links={"xing": "xing.com/profile/Ben_Okafor_Demo", "website": "railworks.example.org"},
        look=Look("sea", "deep", "black", "short", (240, 236, 228), beard=True),
        was_at_evening=True,
    ),
    Somebody(
        "cleo",
        "Cleo Brandt",
        "Recruiting, engineers and technicians",
        "Stadtwerke Leipzig",
        role="exhibitor",
        language="de",
        pronouns="sie",
        about="Ich sage Ihnen am Stand, ob es passt, und warum.",
        phone="+49 171 3920023",
        speaks=("de", "en"),
        offers=("feedback on your CV in ten minutes", "a tour of the heat pump plant"),
        needs=("engineers who like the night shift once a month",),
        links={"linkedin": "linkedin.com/in/cleo-brandt-demo"},
        look=Look("dusk", "fair", "red", "bun", (40, 60, 70)),
        was_at_evening=True,
    ),
)
