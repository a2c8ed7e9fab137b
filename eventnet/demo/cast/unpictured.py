"""Those without a photo, and some who typed little more than their name."""

from eventnet.demo.cast.somebody import Somebody

UNPICTURED = (
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
