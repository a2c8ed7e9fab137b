"""Words that say nothing about what somebody can do, and words of two languages that say the same. Tables make it long.

`LIGHT` holds what stands in offers and wishes of every subject: by such a word alone nobody is found. `SAME` holds what
people at such events call by several names; each row begins with its key, which is stored: keep it.
"""

STOP = """
a about above after again against all also am an and any are around as at be because been before being below between
both but by can could did do does doing down during each either else every few for from further get gets getting give
given go going good got great had has have having he her here hers him his how i if in into is it its itself just know
kind kinds knows let lets like likes little lot lots made make makes making many may me might mine more most much must
my near need needs never new no nor not now of off often on once one only onto or other others our ours out over own
per please quite rather really s same she should since small so some such take takes than that the their theirs them
then there these they thing things this those three through to together too two under until up us use using very want
wants was way we well were what when where which while who whom whose why will with within without would year years
yet you your yours always ever t re ve ll d m don
aber alle allem allen aller alles als also am an ander andere anderen anderer anderes auch auf aus bei beim bin bis
bist bitte da dabei dafür damit danach dann daran darauf das dass davon dazu dein deine deinem deinen deiner dem den
denn der derer des dessen dich die dies diese diesem diesen dieser dieses dir doch dort du durch eigene eigenen
eigener ein eine einem einen einer eines einige einigen er es etwa etwas euch euer eure für gegen gerade gern gerne
gut gute guten guter gutes hab habe haben hat hatte hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im
immer in ins ist ja je jede jedem jeden jeder jedes jemand jemanden jemandem jetzt kann kein keine keinem keinen
keiner klein kleine kleinen können könnte lang lange machen mal man manche mehr mein meine meinem meinen meiner mich
mir mit möchte muss müssen nach nebenbei neben neu neue neuen neuer neues nicht nichts noch nun nur ob oder ohne paar
rund schon sehr sein seine seinem seinen seiner seit selbst sich sie sind so sobald solche soll sollen sollte sondern
sonst sowie statt über um und uns unser unsere unserem unseren unserer unter viel viele vielen vom von vor während war
waren was weil wenn wer werde werden wie wieder will wir wird wo wollen womit würde zu zum zur zwei drei zwischen
"""

LIGHT = """
tour tours fair stand stands lesson lessons leader hello
ability able advice advise afternoon answer answers area ask basics beginner beginners best better break bring buddy
chance chat coaching coffee collaboration colleague colleagues company companies connect connection connections
contact contacts conversation course courses day days deep discuss discussion easy event events everybody everything
exchange expert experts experience experienced explain explains exploring eye eyes fair feedback field find first fix
fresh friend friendly friends from fun general group guidance hand hands happy help helping helps honest hour hours
idea ideas info information insight insights interest interested introduction intro introductions job jobs join kindly
knowledge last later lead learn learning lend level life list listen local long look looking loan love lunch meet
meeting meetings member members mentor mentoring mentors mentee mind minute minutes monday month months morning
network networking next night offer offering offers open opinion opportunities opportunity pair part partner partners
people person personal perspective place places position positions possibility practical practice present problem
problems professional project projects question questions quick quiet read ready real right role roles science see
serious session sessions share sharing show simple skill skills somebody someone spare speak start starting step steps
student students study studying summer autumn winter spring support talk talks task tasks teach teaching team teams
ten term test-drive think thorough thoughts time times tip tips today tool tools topic topics training true try
tuesday wednesday thursday friday saturday sunday tutor tutoring understand university useful view visit weekend week
weeks whole word work worker workers working works workshop workshops world young willing worth write writing
stand messestand stände
abend alltag anfang anfänger angebot angebote ansprechpartner ansprechpartnerin antwort antworten arbeit arbeiten
aufgabe aufgaben austausch austauschen auskunft auge augen begleitung beispiel beraten berater beratung bereich
bereiche beruf besprechung besser beste besten besuch biete bieten bisschen blick brauche brauchen chance chancen
coach ehrlich ehrliche ehrlicher ehrliches einblick einblicke einführung einfach einfache einstieg empfehlung
empfehlungen erfahren erfahrene erfahrung erfahrungen erklären erklärt erste ersten erzählen fach fachlich firma
firmen frage fragen freitag freude freund freunde freundlich führung ganz ganze geben gemeinsam gemeinsame gemeinsames
gespräch gespräche gruppe hand hände hilfe hilft helfen helfe höre idee ideen info informationen interesse
interessiert jahr jahre jahren job jobs jung junge kaffee kennenlernen kollege kollegen kollegin kollegium kompetenz
kontakt kontakte kurs kurse kurz kurze kurzer leben leichte lernen lerne lesen leute lust mensch menschen minute
minuten mitarbeit mitarbeiter mitglied mitmachen mittag mittwoch monat monate montag morgen nachmittag nachhilfe
netzwerk offen offene partner partnerin person personen perspektive platz position praktisch praktische problem
probleme projekt projekte rat ratschlag ratschläge raum richtig rolle rückmeldung sachen sagen samstag sehen semester
sonntag sparring stelle stellen stunde stunden suche suchen student studenten studentin studentinnen studierende
studierenden studium studieren tag tage team teams teilen termin thema themen tipp tipps tutorium üben übung uni
universität unterstützen unterstützung unternehmen unterlagen verbindung verstehen verständlich vermitteln vorschlag
vorschläge vortrag vorträge weg wege weiter weitere welt werkstatt wissen woche wochen wochenende workshop zeige
zeigen zeit zusammen zusammenarbeit
"""

SAME = """
intern: internship internships intern praktikum praktika praktikant praktikantin praktikanten
thesis: thesis theses dissertation abschlussarbeit masterarbeit bachelorarbeit diplomarbeit doktorarbeit
cv: cv resume lebenslauf lebensläufe vita
apply: application applications applying bewerbung bewerbungen bewerben
code: programming programmer programmers coding code programmieren programmierung programmierer
soft: software softwareentwicklung softwareentwickler
data: data daten
ai: ai ki
ml: ml
mech: mechanical maschinenbau
elec: electrical elektrotechnik
civil: bauingenieur bauingenieurwesen
law: law legal lawyer recht jura juristin jurist juristisch
patent: patent patents patente
found: founding founder founders startup startups start-up gründung gründer gründerin gründen gründungsteam
fund: funding investor investors investment finanzierung investoren investorin
tax: tax taxes steuer steuern steuerrecht steuerberatung steuerberater steuererklärung
market: marketing vermarktung
flat: flat apartment wohnung wg zimmer
lang: language languages sprache sprachen
german: german deutsch
english: english englisch
french: french französisch
spanish: spanish spanisch
chinese: chinese chinesisch
energy: energy energie energien
climate: climate klima
sustain: sustainability sustainable nachhaltigkeit nachhaltig
rail: railway railways rail bahn eisenbahn schiene
engineer: engineer engineers engineering ingenieur ingenieurin ingenieure
research: research researcher forschung forscher forschen
stats: statistics statistical statistik statistiken
medic: medicine medical medizin medizinisch
health: health gesundheit
nurse: nursing pflege
teach: teacher teachers lehrer lehrerin lehrkräfte lehramt
chem: chemistry chemical chemie
phys: physics physik
bio: biology biologie
math: maths mathematics mathe mathematik
account: accounting buchhaltung
photo: photo photos photography photographer foto fotos fotografie fotograf fotografin
music: music musik
draw: drawing drawings zeichnung zeichnungen zeichnen
weld: welding schweißen schweißer
trans: translation translations translator übersetzung übersetzungen übersetzen
proof: proofreading korrekturlesen lektorat
abroad: abroad ausland auslandssemester
grant: grant grants scholarship scholarships stipendium stipendien fördermittel
salary: salary salaries gehalt gehälter gehaltsverhandlung
trainee: trainee traineeprogramm
appr: apprenticeship apprenticeships apprentice ausbildung azubi azubis
doctor: phd doctorate promotion promovieren
interview: interview interviews vorstellungsgespräch vorstellungsgespräche
secure: security it-sicherheit sicherheit
solar: solar photovoltaic photovoltaik
water: water wasser
build: construction bauwesen
print3d: 3d-printing 3d-druck
"""

# The second begins with the first, and what begins like it has nothing to do with that.
APART = """
daten datenschutz, intern internet, intern internat, grund grundlag, grund grundschul, stand standard, photo photon,
liter literatur, event eventual, kunst kunststoff, kunst kunstlich, stadt stadtwerk, recht rechteck, recht rechtschreib,
polit politur, steuer steuerung, minist ministrant, organ organis, commun communic, commun communiti, design designat,
plant plantag, gener generat, inform informat, product productiv, market marketplac, medic medicin, socio sociolog,
robot robotron, haupt hauptstadt, marke market, verein vereinbar, verein vereinfach, trans transport
"""
