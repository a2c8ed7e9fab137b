"""Labels in other languages than English and German: what forms and offices of our neighbours write above columns."""

NAMES = (
    "Nom complet", "Nom et prénom", "Prénom et nom", "Nombre completo", "Nombre y apellidos", "Nome completo",
    "Nome e cognome", "Cognome e nome", "Volledige naam", "Voornaam en achternaam", "Imię i nazwisko",
    "Nazwisko i imię", "Jméno a příjmení", "Fulde navn", "Fullt navn", "Fullständigt namn", "Täydellinen nimi",
    "Teljes név", "Ad Soyad", "Adı Soyadı", "Ονοματεπώνυμο", "Имя и фамилия", "ФИО", "Ім'я та прізвище", "氏名", "名前",
    "姓名", "성명", "이름", "Participante", "Partecipante", "Deelnemer", "Uczestnik", "Účastník", "Deltager",
    "Deltagare", "Osallistuja", "Résztvevő",
)  # fmt: skip
# Alone they head whole names, beside a column for one part they head the other part.
BARE_NAMES = (
    "Name", "Nom", "Nombre", "Nome", "Naam", "Jméno", "Meno", "Navn", "Namn", "Nimi", "Név", "Ime", "Nume", "Isim",
    "Όνομα", "Имя", "Ім'я",
)  # fmt: skip
GIVEN = (
    "Prénom", "Prénoms", "Nombre de pila", "Nome próprio", "Voornaam", "Voornamen", "Imię", "Imiona", "Křestní jméno",
    "Krstné meno", "Fornavn", "Förnamn", "Etunimi", "Keresztnév", "Utónév", "Prenume", "Ad", "名",
)  # fmt: skip
FAMILY = (
    "Nom de famille", "Apellidos", "Apellido", "Apelido", "Sobrenome", "Cognome", "Achternaam", "Familienaam",
    "Nazwisko", "Příjmení", "Priezvisko", "Efternavn", "Etternavn", "Efternamn", "Sukunimi", "Vezetéknév", "Családnév",
    "Prezime", "Priimek", "Soyad", "Soyadı", "Επώνυμο", "Фамилия", "Прізвище", "姓",
)  # fmt: skip
EMAILS = (
    "Courriel", "Adresse e-mail", "Adresse électronique", "Adresse mail", "Mél", "Correo", "Correo electrónico",
    "Correo-e", "Correio eletrónico", "Endereço de e-mail", "Indirizzo e-mail", "Posta elettronica", "E-mailadres",
    "Adres e-mail", "Adres mailowy", "E-mailová adresa", "E-postadresse", "E-post", "E-postadress", "Sähköposti",
    "E-mail cím", "E-posta", "Ηλεκτρονικό ταχυδρομείο", "Электронная почта", "Почта", "Електронна пошта",
    "メールアドレス", "电子邮件", "邮箱", "이메일",
)  # fmt: skip
ORGANISATIONS = (
    "Entreprise", "Société", "Organisme", "Établissement", "Employeur", "Université", "Empresa", "Organización",
    "Institución", "Universidad", "Organização", "Instituição", "Universidade", "Azienda", "Società", "Ditta", "Ente",
    "Organizzazione", "Università", "Bedrijf", "Organisatie", "Instelling", "Universiteit", "Firma/Organisation",
    "Organizacja", "Uczelnia", "Instytucja", "Uniwersytet", "Společnost", "Organizace", "Instituce", "Virksomhed",
    "Bedrift", "Organisasjon", "Företag", "Yritys", "Organisaatio", "Cég", "Szervezet", "Şirket", "Kurum", "Εταιρεία",
    "Компания", "Организация", "Компанія", "Організація", "会社名", "所属", "公司", "单位", "회사", "소속",
)  # fmt: skip
PHONES = (
    "Phone", "Phone number", "Telephone", "Mobile", "Mobile phone", "Telefon", "Telefonnummer", "Mobil", "Handy",
    "Mobilnummer", "Handynummer", "Rufnummer", "Téléphone", "Portable", "Teléfono", "Móvil", "Telefone", "Telemóvel",
    "Telefono", "Cellulare", "Telefoon", "Telefoonnummer", "Numer telefonu", "Telefonszám", "Puhelin", "Τηλέφωνο",
    "Телефон", "電話番号", "电话", "전화번호",
)  # fmt: skip
