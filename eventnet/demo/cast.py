"""Who is in the demo world. All of them are invented; their addresses end in example.org (RFC 2606). A table makes
this file long."""

from dataclasses import dataclass, field

from eventnet.demo.faces import Look


@dataclass(frozen=True)
class Somebody:
    """One person as they would have typed their profile; `role` is theirs at the career day."""

    key: str
    name: str
    headline: str
    organisation: str
    role: str = "attendee"
    language: str = "en"
    pronouns: str = ""
    about: str = ""
    phone: str = ""
    speaks: tuple[str, ...] = ("en",)
    offers: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    links: dict[str, str] = field(default_factory=dict)
    look: Look | None = None
    was_at_evening: bool = False  # of the alumni, last month

    @property
    def email(self) -> str:
        return f"{self.key}@example.org"


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

CAST = (
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
    Somebody(
        "ines",
        "Inês Moreau",
        "Patent attorney, mechanics",
        "Moreau & Partner",
        role="mentor",
        speaks=("fr", "pt", "en", "de"),
        about="Studied here in 2009. I answer every question that starts with how.",
        offers=("an hour on what a patent is good for",),
        needs=("somebody to draw explosion views",),
        links={"linkedin": "linkedin.com/in/ines-moreau-demo"},
        look=Look("dawn", "fair", "black", "long", (160, 70, 60), glasses=True),
        was_at_evening=True,
    ),
    Somebody(
        "tomasz",
        "Tomasz Zieliński",
        "Test engineer, grippers",
        "Elbe Robotics",
        role="exhibitor",
        speaks=("pl", "de", "en"),
        offers=("a robot arm for a weekend",),
        needs=("a working student for 15 hours a week",),
        links={"github": "tzielinski-demo"},
        look=Look("meadow", "light", "brown", "short", (60, 96, 76)),
    ),
    Somebody(
        "amara",
        "Amara Diallo",
        "Professor of materials, speaks at 14:00",
        "Grenoble INP",
        role="speaker",
        speaks=("fr", "en", "wo"),
        about="Cracks are honest.",
        offers=("a place in the summer school on fracture",),
        needs=("good questions",),
        links={"website": "diallo-lab.example.org"},
        look=Look("sand", "brown", "black", "curls", (30, 90, 90)),
    ),
    Somebody(
        "meiling",
        "李美玲 Meiling Li",
        "Control engineering, master",
        "HTWK Leipzig",
        speaks=("zh", "en"),
        offers=("tandem Chinese and German", "MATLAB, the unloved corners too"),
        needs=("practice in German with engineers",),
        links={"linkedin": "linkedin.com/in/meiling-li-demo"},
        look=Look("dusk", "fair", "black", "long", (230, 226, 216)),
    ),
    Somebody(
        "nour",
        "نور حداد Nour Haddad",
        "Electrical engineering, 7th term",
        "Leipzig University",
        speaks=("ar", "de", "en"),
        offers=("soldering, also what others call impossible",),
        needs=("a company for my bachelor's thesis",),
        look=Look("meadow", "olive", "wine", "scarf", (84, 60, 84)),
        was_at_evening=True,
    ),
    Somebody(
        "kwame",
        "Kwame Mensah",
        "Product manager, class of 2014",
        "Sensoria",
        role="mentor",
        speaks=("en", "de", "ak"),
        offers=("mock interviews, kind but true",),
        needs=("to hear what students do not say to professors",),
        links={"linkedin": "linkedin.com/in/kwame-mensah-demo", "x": "kwame_demo"},
        look=Look("dusk", "deep", "black", "none", (220, 190, 90)),
        was_at_evening=True,
    ),
    Somebody(
        "joerg",
        "Jörg Kühn",
        "Ausbildungsleiter",
        "Handwerkskammer zu Leipzig",
        role="exhibitor",
        language="de",
        speaks=("de",),
        offers=("Probetage in zwölf Betrieben",),
        needs=("Leute, die gern mit den Händen denken",),
        look=Look("sea", "light", "grey", "short", (70, 70, 90), glasses=True),
    ),
    Somebody(
        "olena",
        "Олена Коваль Olena Koval",
        "Civil engineering, 3rd term",
        "TU Dresden",
        speaks=("uk", "en", "de"),
        offers=("help with CAD in Ukrainian",),
        needs=("a flat share in Leipzig", "somebody who shows me how to plot measurements"),
        look=Look("dawn", "light", "brown", "long", (104, 122, 92)),
    ),
    Somebody(
        "priya",
        "Priya Raghunathan",
        "Data scientist, class of 2018",
        "Deutsche Bahn",
        role="mentor",
        speaks=("ta", "en", "de", "hi"),
        offers=("code reviews on Friday afternoons",),
        needs=("a partner for a talk about delays",),
        links={"linkedin": "linkedin.com/in/priya-raghunathan-demo", "mastodon": "@priya@social.example.org"},
        look=Look("sand", "brown", "black", "bun", (120, 60, 110)),
        was_at_evening=True,
    ),
    Somebody(
        "mai",
        "Nguyễn Thị Mai",
        "Industrial engineering, master",
        "Leipzig University",
        speaks=("vi", "en", "de"),
        offers=("a tidy spreadsheet for anything",),
        needs=("a thesis about spare parts",),
    ),
    Somebody(
        "sakura",
        "田中 さくら Sakura Tanaka",
        "Exchange student, robotics",
        "Kyoto University",
        speaks=("ja", "en"),
        offers=("origami, also as a robot's task",),
        needs=("a lab that lets me stay late",),
    ),
    Somebody(
        "kostas",
        "Κώστας Παπαδόπουλος",
        "Welding engineer",
        "Railworks Leipzig",
        role="exhibitor",
        speaks=("el", "de", "en"),
        offers=("a day at the welding robot", "an internship beside the test rigs"),
    ),
    Somebody(
        "sofia",
        "Sofía Hernández",
        "Chemistry, PhD student",
        "UFZ Leipzig",
        speaks=("es", "en", "de"),
        offers=("lab tours on Tuesdays", "corrosion and fatigue tests, explained with pictures"),
        needs=("somebody who can fix a vacuum pump", "help with my Python scripts"),
    ),
    Somebody("yusuf", "Yusuf Demir", "Computer science, 5th term", "HTWK Leipzig", speaks=("tr", "de", "en")),
    Somebody("minjun", "김민준 Minjun Kim", "Battery research", "Fraunhofer", role="exhibitor", speaks=("ko", "en")),
    Somebody("joao", "João Pereira", "Naval architecture, master", "Universidade de Lisboa", speaks=("pt", "en")),
    Somebody("hannah", "Hannah Weiß", "Gründerin", "Kiezsolar", role="speaker", language="de", speaks=("de", "en")),
    Somebody("ahmad", "Ahmad Rahimi احمد", "Mechatronics, 3rd term", "HTWK Leipzig", speaks=("fa", "de", "en")),
    Somebody("zeynep", "Zeynep Arslan", "HR, graduates", "Sensoria", role="exhibitor", speaks=("tr", "de", "en")),
    Somebody(
        "lena", "Lena Fischer", "Lehramt Physik, 9. Semester", "Leipzig University", language="de", speaks=("de",)
    ),
    Somebody("kalani", "Kalani Kealoha", "Energy law", "Leipzig University", pronouns="they/them", speaks=("en",)),
)
