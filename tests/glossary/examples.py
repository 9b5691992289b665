"""A desk's terms in sentences where they bend: in the plural, after articles and prepositions, at
the beginning, twice. ``TERMS`` are unlike what the models write of themselves."""

TERMS = [
    ("Attorney General's Office", "Fiscalía General de la República"),
    ("Department of Justice", "Secretaría de Justicia"),
    ("drug cartel", "grupo delictivo"),
    ("hearing", "comparecencia"),
    ("National Guard", "Guardia Nacional"),
    ("shelter", "refugio"),
    ("border patrol", "guardia fronteriza"),
    ("ruling", "resolución"),
    ("power outage", "apagón"),
    ("wildfire", "incendio forestal"),
    ("lawmaker", "legislador"),
    ("mayor", "edil"),
]

# (sentence, what the translation has to hold)
ENGLISH = [
    ("The Attorney General's Office said on Monday that it will appeal.", "La Fiscalía General"),
    (
        "A spokesman for the Attorney General's Office declined to comment.",
        "de la Fiscalía General",
    ),
    ("The Department of Justice opened an investigation in May.", "La Secretaría de Justicia"),
    ("Officials of the Department of Justice arrived on Friday.", "de la Secretaría de Justicia"),
    ("Police arrested two leaders of the drug cartel.", "del grupo delictivo"),
    ("Several drug cartels fight for control of the port.", "grupos delictivos"),
    ("The hearing was postponed until March 12.", "La comparecencia"),
    ("After the hearings, the judge left the room.", "las comparecencias"),
    ("The governor asked for help from the National Guard.", "la Guardia Nacional"),
    ("More than 300 people slept in a shelter.", "un refugio"),
    ("The shelters are full, the mayor said.", "Los refugios"),
    ("Agents of the border patrol found the truck.", "de la guardia fronteriza"),
    ("The court published its ruling on Thursday.", "resolución"),
    ("The ruling does not end the dispute.", "La resolución"),
    ("A power outage left 40,000 homes without light.", "apagón"),
    ("Firefighters battled the wildfire for three days.", "incendio forestal"),
    ("Wildfires destroyed 120 houses last summer.", "ncendios forestales"),
    ("Two lawmakers voted against the bill.", "legisladores"),
]
SPANISH = [
    ("La Fiscalía General de la República anunció que apelará.", "Attorney General's Office"),
    ("Según la Secretaría de Justicia, hay 12 detenidos.", "Department of Justice"),
    ("El grupo delictivo operaba en tres estados.", "drug cartel"),
    ("Los grupos delictivos cobraban por cada camión.", "drug cartels"),
    ("La comparecencia fue aplazada hasta el 12 de marzo.", "hearing"),
    ("Después de las comparecencias, el juez salió de la sala.", "hearings"),
    ("Más de 300 personas durmieron en un refugio.", "a shelter"),
    ("Los refugios están llenos, dijo la ministra.", "shelters"),
    ("Agentes de la guardia fronteriza hallaron el camión.", "border patrol"),
    ("El tribunal publicó el jueves su resolución.", "ruling"),
    ("El apagón dejó sin luz a 40 mil hogares.", "power outage"),
    ("Los bomberos combatieron el incendio forestal durante tres días.", "wildfire"),
    ("Los incendios forestales destruyeron 120 casas.", "wildfires"),
    ("Dos legisladores votaron en contra de la propuesta.", "lawmakers"),
    ("El edil pidió ayuda al gobierno federal.", "mayor"),
    ("Los ediles de cinco pueblos firmaron el acuerdo.", "mayors"),
]
