"""What an offer has to do with a wish: sentences as people write them, in English, in German and across."""

import pytest

from eventnet.directory.meaning import in_common, related, terms

ENGLISH = [
    ("Python mentoring", "Help with Python"),
    ("A fresh pair of eyes on Python scripts", "somebody who reads my python code"),
    ("Internships in our test lab", "An internship with test rigs from March"),
    ("Feedback on your CV in ten minutes", "Someone who looks at my resume"),
    ("I proofread applications", "Advice on applying abroad"),
    ("mock interviews, kind but true", "practice for a job interview"),
    ("An honest look at your thesis topic", "A company for my bachelor's thesis"),
    ("Tour of the heat pump plant", "Everything about heat pumps"),
    ("Machine learning in production", "a machine learning buddy"),
    ("I explain statistics to humans", "Statistical advice for my survey"),
    ("founding a start-up, with all mistakes", "Meeting founders"),
    ("Patent attorney for an hour", "What is a patent good for?"),
    ("Translations into French", "A translator for two pages"),
    ("Programming in Rust", "a programmer for a prototype"),
    ("Contacts to investors", "Funding for a prototype"),
    ("Photographs of your stand", "A photographer for a team page"),
    ("Laboratory tours on Tuesdays", "To see a laboratory from inside"),
    ("Spreadsheets that do not break", "somebody good at spreadsheets"),
    ("Robotics club, open to all", "a robot for a weekend"),
    ("MATLAB, the unloved corners too", "matlab"),
    ("C++ code reviews", "Someone who knows C++"),
    ("R courses for beginners", "Help with R"),
    ("UX reviews of your app", "a UX designer"),
    ("Career advice for researchers", "How research in industry works"),
    ("Cybersecurity training", "Introduction to cybersecurity"),
    ("AI for small firms", "Somebody who demystifies AI"),
    ("German lessons over coffee", "Practice in German"),
    ("Salary negotiation", "what salary to ask for"),
    ("Sustainable packaging", "Ideas about sustainability in packaging"),
    ("Marketing on a small budget", "marketing for a bakery"),
    ("Chess in the break", "chess partners"),
    ("Organising conferences", "Who organises a small conference with me?"),
]
GERMAN = [
    ("Praktika in der Konstruktion", "Ein Praktikum ab März"),
    ("Lebenslauf-Check am Stand", "Jemand, der meinen Lebenslauf liest"),
    ("Bewerbungstraining in zehn Minuten", "Tipps für Bewerbungen"),
    ("Pythonkurs für Anfänger", "Hilfe mit Python"),
    ("Ich betreue Masterarbeiten", "Betreuer für eine Masterarbeit gesucht"),
    ("Führung durch das Prüffeld", "Prüffelder von innen sehen"),
    ("Ein Vormittag am Prüfstand", "Prüfstände kennenlernen"),
    ("Statistik verständlich erklärt", "Hilfe bei statistischen Auswertungen"),
    ("Erfahrungen mit der Gründung", "Gründer kennenlernen"),
    ("Fragen zum Steuerrecht", "Wer kennt sich mit Steuern aus?"),
    ("Übersetzungen ins Polnische", "Eine Übersetzung ins Polnische"),
    ("Schweißen lernen am Roboter", "Wer zeigt mir das Schweißen?"),
    ("Robotik-AG der Hochschule", "einen Roboter ausleihen"),
    ("Maschinenbau, Nachhilfe in Mechanik", "Mechanik verstehen"),
    ("Datenanalyse für Vereine", "Jemand, der unsere Daten auswertet"),
    ("Softwareentwicklung im Team", "Partner für Software"),
    ("Fotos vom Messestand", "Fotografin gesucht"),
    ("Kontakte zu Investoren", "Finanzierung für unseren Prototyp"),
    ("Wohnung in Leipzig ab Oktober", "WG-Zimmer oder Wohnung"),
    ("Deutsch-Tandem", "Deutsch sprechen üben"),
    ("Energieberatung für Altbauten", "Energie sparen im Altbau"),
    ("Gehaltsverhandlung üben", "Wie spreche ich über mein Gehalt?"),
    ("Ausbildungsplätze im Handwerk", "Ausbildung im Handwerk"),
    ("Elektrotechnik, siebtes Semester", "Wissen über Elektrotechnik"),
    ("Betriebsrat: Rechte von Werkstudenten", "Werkstudentin sucht Auskunft über Betriebsrat"),
    ("Probetage in zwölf Betrieben", "Probetag in der Tischlerei"),
    ("Stipendien: wie man sie bekommt", "ein Stipendium fürs Ausland"),
    ("Vorstellungsgespräche üben", "Angst vor dem Vorstellungsgespräch"),
    ("Nachhaltigkeit in der Lieferkette", "nachhaltige Lieferketten"),
    ("Wärmepumpen aus der Nähe", "Alles über die Wärmepumpe"),
    ("Straßenplanung", "Wer plant Strassen?"),
    ("KI im Mittelstand", "Einstieg in KI"),
    ("Projektmanagement nach Lehrbuch", "Management von kleinen Projekten"),
]
ACROSS = [
    ("Internships in mechanical engineering", "Praktikum im Maschinenbau"),
    ("Lebenslauf-Check", "feedback on my CV"),
    ("Masterarbeiten in der Forschung", "A thesis in research"),
    ("Programmieren in Java", "java programming"),
    ("Help with applications", "Bewerbung schreiben"),
    ("Finanzierung für Start-ups", "funding"),
    ("Elektrotechnik", "electrical engineering"),
    ("AI in practice", "Einstieg in KI"),
    ("Railway signalling", "Praxis bei der Bahn"),
    ("Mathe-Nachhilfe", "maths help"),
]
MISSES = [
    ("A quiet room for half an hour", "good questions"),
    ("Help with moving house", "Help with Python"),
    ("An hour on international law", "an intern"),
    ("I can help with it", "IT support"),
    ("Advice for students", "students who read data sheets"),
    ("Ten years of experience in sales", "experience with patients"),
    ("A talk about bees", "a partner for a talk about delays"),
    ("Mentoring for women", "a mentor for my football team"),
    ("Python mentoring", "Java mentoring"),
    ("Tour of the brewery", "a tour guide for Rome"),
    ("Coffee and cake", "a job in a bank"),
    ("Tips for first jobs", "tips for the theatre"),
    ("Learning Polish", "learning to swim"),
    ("Work in the forest", "a working student for a shop"),
    ("Internet for villages", "an internship"),
    ("Company law", "a company for my thesis"),
    ("Community gardens", "communication training"),
    ("Organic vegetables", "organising a conference"),
    ("Time to listen", "part time"),
    ("Student life in Riga", "life insurance"),
    ("New ideas for museums", "ideas for a wedding"),
    ("A lab that lets you stay late", "labour rights"),
    ("I know a lot about cars", "know people from Peru"),
    ("Photonics", "a photographer"),
    ("Marketplace software", "marketing for a bakery"),
    ("People who think", "people with a van"),
    ("C programming", "c"),
    ("Standard costs", "a stand at the fair"),
    ("Good questions", "good answers"),
    ("2026", "a flat from 2026"),
]
FEHLGRIFFE = [
    ("Hilfe beim Umzug", "Hilfe mit Python"),
    ("Tipps für den Garten", "Tipps für Bewerbungen"),
    ("Ein ruhiger Raum", "ein guter Rat"),
    ("Erfahrung im Vertrieb", "Erfahrungen aus der Pflege"),
    ("Studierende aus aller Welt", "Studierende mit Führerschein"),
    ("Gespräche über Bienen", "Vorstellungsgespräch"),
    ("Zeit zum Zuhören", "Teilzeit in der Küche"),
    ("Grundlagen der Optik", "Gründer kennenlernen"),
    ("Datenschutz im Verein", "jemand, der Daten auswertet"),
    ("Leute, die gern mit den Händen denken", "Leute für eine Band"),
    ("Fragen zur Rente", "gute Fragen"),
    ("Nachhilfe in Latein", "Nachhilfe in Mechanik"),
    ("Bürgersteige", "Steuern"),
    ("Kaffee am Stand", "Standardsoftware"),
    ("Karteikarten", "Kartoffeln"),
    ("Projekte in Peru", "Projekte mit Kindern"),
    ("Partner für Tango", "Partner für ein Gründerteam"),
    ("Laufgruppe", "Laufbahnrecht"),
    ("Stelle als Koch", "Stelle in der Buchhaltung"),
    ("Kunststoffe prüfen", "Kunst im Foyer"),
    ("Barrierefreie Seiten", "Karriere im Ausland"),
    ("Ein Platz im Chor", "Ein Platz im Labor"),
    ("Rechtschreibung", "Rechte von Mietern"),
    ("Lust auf Schach", "Lust auf Segeln"),
    ("Abendessen kochen", "Abendkurse in Deutsch"),
    ("Stadtwerke von innen", "eine Stadt ohne Autos"),
    ("Austausch über Kino", "Austausch über Kredite"),
    ("Wissen über Pilze", "Wissen über Schiffe"),
    ("Gemeinsam joggen", "gemeinsam musizieren"),
    ("Neue Wege im Museum", "neue Kollegen im Labor"),
]


@pytest.mark.parametrize(("offer", "wish"), [*ENGLISH, *GERMAN, *ACROSS])
def test_what_helps_is_found(offer: str, wish: str) -> None:
    assert in_common(offer, wish)


@pytest.mark.parametrize(("offer", "wish"), [*MISSES, *FEHLGRIFFE])
def test_what_has_nothing_to_do_with_it_is_not(offer: str, wish: str) -> None:
    assert in_common(offer, wish) == []


def test_what_is_met_is_told_in_the_words_of_the_wish() -> None:
    assert in_common("Praktika im Maschinenbau", "an internship in mechanical engineering") == [
        "internship",
        "mechanical",
    ]


def test_a_line_of_every_script_and_of_signs_is_read() -> None:
    assert in_common("日本語 と Python", "日本語") == ["日本語"]
    assert in_common("Помощь с проектом", "нужна помощь")
    assert terms("!!! ... 12 345 - & a") == []
    assert terms("") == []


def test_the_same_word_in_several_spellings_is_one() -> None:
    for one, two in (("Müller", "MULLER"), ("Straße", "strasse"), ("cafe\u0301", "café")):
        assert in_common(one, two)


def test_a_part_counts_from_five_letters_at_the_beginning_and_six_at_the_end() -> None:
    assert related("robot", "robotik")
    assert not related("java", "javascript")
    assert related("technik", "elektrotechnik")
    assert not related("recht", "steuerrecht")
    assert not related("intern", "internet")


def test_a_line_without_end_is_cut() -> None:
    assert len(terms(" ".join(f"word{number}abc" for number in range(200)))) <= 24
