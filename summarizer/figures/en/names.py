"""English words around names."""

from __future__ import annotations

from summarizer.figures.name_words import NameWords, words

_ROLES = words("""
activist actor actress administrator adviser advisor aide ambassador analyst anchor announcer archbishop architect
artist astronaut attorney attorney_general author ayatollah banker baron baroness biologist bishop
boss brigadier broadcaster cabinet_secretary captain cardinal ceo cfo chair chairman chairperson
chairwoman chancellor chief chief_executive chief_executive_officer chief_of_staff clerk co-author
co-chair co-founder coach cofounder colonel columnist comedian commander commander_in_chief
commissioner composer comptroller congressman congresswoman constable coordinator coroner
correspondent council_member councillor councilman councilwoman counsel counsellor coo criminologist
critic cto curator dancer dean defender defense_secretary delegate democrat deputy designer
detective dictator diplomat director director_general doctor drug_lord duchess duke economist editor
emperor engineer entrepreneur envoy epidemiologist executive expert farmer filmmaker forward founder
general goalkeeper governor guerrilla_leader head historian host imam inspector investigator
journalist judge justice king kingpin lawmaker lawyer leader lecturer legislator lieutenant
lieutenant_colonel lobbyist magistrate magnate major manager marshal mayor mediator member
midfielder minister model monarch mp musician negotiator novelist officer official ombudsman
operator opposition_leader owner painter paramedic partner pastor patriarch philosopher photographer
physician physicist pianist pilot player playwright poet police_chief pope preacher premier
president president_elect presidential_candidate presenter press_secretary priest prime_minister
prince princess principal producer professor prosecutor psychiatrist psychologist publisher queen
rabbi rapper receptionist rector referee reporter representative republican researcher reverend
scholar scientist screenwriter sculptor secretary secretary_general secretary_of_state senator
sergeant sheik sheikh sheriff shareholder singer sociologist soldier solicitor songwriter speaker
spokesman spokesperson spokeswoman spy star strategist striker student successor sultan
superintendent surgeon surveyor teacher technician treasurer trader trainer translator treasury
treasurer trustee tsar undersecretary vice_chairman vice_president veteran victim virologist
volunteer whistleblower winner witness writer candidate contender nominee lawmaker frontman coach
champion defender goalkeeper quarterback pitcher guitarist drummer vocalist dj cartographer
sen rep gov gen col lt sgt capt cmdr prof rev adm
""")

_ROLE_WORDS = words("""
former ex late current acting interim outgoing incoming deputy vice assistant associate senior
junior chief top first second lead co honorary longtime long-time then prime foreign interior
defense defence finance security health education energy environment trade labor labour justice
transport culture agriculture economy treasury home social sports science technology tourism
communications information state federal national regional local general special executive managing
financial operating commercial technical editorial creative marketing political military naval
police army navy air force fire city county district town village provincial municipal presidential
parliamentary congressional senate house supreme high appeal appeals court constitutional opposition
party union church world international global campaign press media public private central bank
investment fund company club team football soccer baseball basketball tennis boxing film movie
television tv radio pop rock opera right-hand majority minority leader ruling veteran award-winning
nobel laureate human rights intelligence drug cartel gang crime minister civil legal medical
research university college school electoral economic fiscal budget planning immigration border
homeland customs tax counsel elect designate emeritus independent republican democratic democrat
conservative liberal labor socialist communist centrist leftist right-wing left-wing far-right
far-left populist billionaire
""")

_DEMONYMS = words("""
afghan afghans african africans african-american african-americans albanian albanians algerian
algerians american americans andorran angolan angolans arab arabs arabian arabic argentine
argentines argentinian argentinians armenian armenians asian asians australian australians aussie
aussies austrian austrians azerbaijani azeri azeris bahamian bahraini bangladeshi bangladeshis
barbadian basque basques bavarian belarusian belarusians belgian belgians belizean beninese bermudan
bhutanese bolivian bolivians bosnian bosnians botswanan brazilian brazilians brit briton britons
british bruneian bulgarian bulgarians burkinabe burmese burundian californian californians cambodian
cambodians cameroonian canadian canadians caribbean_s catalan catalans caucasian chadian chechen
chechens chilean chileans chinese colombian colombians comorian congolese corsican costa_rican
costa_ricans croat croats croatian croatians cuban cubans cypriot cypriots czech czechs dane danes
danish dominican dominicans dutch dutchman ecuadorean ecuadorian ecuadoreans ecuadorians egyptian
egyptians emirati emiratis english englishman eritrean estonian estonians ethiopian ethiopians
european europeans fijian filipino filipinos filipina finn finnish finns flemish french frenchman
gabonese galician gambian georgian georgians german germans ghanaian ghanaians greek greeks
grenadian guatemalan guatemalans guinean guyanese haitian haitians hispanic hispanics honduran
hondurans hungarian hungarians icelandic icelander indian indians indonesian indonesians iranian
iranians iraqi iraqis irish irishman israeli israelis italian italians ivorian jamaican jamaicans
japanese jordanian jordanians kazakh kazakhs kenyan kenyans korean koreans kosovar kosovo_albanian
kurd kurds kurdish kuwaiti kuwaitis kyrgyz lao laotian latin latino latinos latina latinas
latin_american latin_americans latvian latvians lebanese liberian libyan libyans liechtensteiner
lithuanian lithuanians luxembourger macedonian macedonians malagasy malawian malay malaysian
malaysians maldivian malian maltese mauritanian mauritian mexican mexicans mexican-american
mexican-americans micronesian moldovan monegasque mongolian mongolians montenegrin moroccan
moroccans mozambican namibian nepalese nepali new_yorker new_yorkers new_zealander new_zealanders
nicaraguan nicaraguans nigerian nigerians nigerien north_korean north_koreans northern_irish
norwegian norwegians omani pakistani pakistanis palestinian palestinians panamanian panamanians
papuan paraguayan paraguayans parisian persian persians peruvian peruvians pole poles polish
portuguese puerto_rican puerto_ricans qatari qataris romanian romanians russian russians rwandan
rwandans salvadoran salvadorans salvadorean salvadoreans samoan saudi saudis scandinavian
scandinavians scot scots scottish senegalese serb serbs serbian serbians seychellois sicilian
sierra_leonean singaporean singaporeans slav slavs slovak slovaks slovene slovenes slovenian
slovenians somali somalis south_african south_africans south_american south_korean south_koreans
soviet soviets spaniard spaniards spanish sri_lankan sri_lankans sudanese surinamese swazi swede
swedes swedish swiss syrian syrians taiwanese tajik tanzanian tanzanians texan texans thai thais
tibetan tibetans togolese tongan trinidadian tunisian tunisians turk turks turkish turkmen tuvaluan
ugandan ugandans uighur uighurs uyghur uyghurs ukrainian ukrainians uruguayan uruguayans uzbek
uzbeks venezuelan venezuelans vietnamese welsh welshman yemeni yemenis yugoslav yugoslavs zambian
zambians zimbabwean zimbabweans anglo-saxon western westerner westerners middle_eastern
moslem moslems zulu zulus christian christians catholic catholics protestant protestants muslim muslims islamic islamist
islamists jewish jew jews hindu hindus buddhist buddhists sikh sikhs sunni sunnis shiite shiites
shia orthodox jesuit mormon mormons
democrat democrats republican republicans tory tories communist communists socialist socialists
marxist marxists nazi nazis
""")

WORDS = NameWords(
    roles=_ROLES,
    role_words=_ROLE_WORDS,
    language="en",
    role_before_complement=False,
    titles=words("mr mrs ms miss mx dr sir dame lord lady madam saint st sr jr"),
    not_titles=words("major dean king duke baron prince bishop pope judge marshal star champion"),
    links=words("of for at in to on the"),
    of_words=words("of for"),
    conjunctions=words("and &"),
    articles=words("the a an his her their its our my this that"),
    demonyms=_DEMONYMS,
    groups=words("cartel cartels gang gangs clan clans mafia mafias militia militias"),
    group_before_name=False,
    governments=words("administration administrations campaign"),
    not_names=words("""
        monday tuesday wednesday thursday friday saturday sunday january february april june july
        august september october november december mon tue wed thu fri sat sun jan feb mar apr jun
        jul aug sep sept oct nov dec i gmt
        """),
    works=words("""
        act bill law amendment constitution code ordinance statute treaty protocol accord accords
        agreement pact convention declaration resolution charter proposition war battle revolution
        olympics games cup championship championships tournament trophy marathon grand_prix open
        prize award awards oscars festival carnival parade hurricane storm typhoon operation plan
        program initiative project day week eve summit league liga series bowl conference festival report
        division
        """),
    christened=words("hurricane storm typhoon cyclone operation"),
    bodies=words("""
        ministry agency bureau commission committee council association federation confederation
        union party institute university college bank corporation corp inc ltd company co group
        foundation organization organisation authority administration army navy police guard court
        senate congress parliament department office exchange newsroom newsdesk club fc airlines airways times post tribune herald
        journal gazette chronicle telegraph studios records motors capital holdings brothers partners
        cowboys redskins giants eagles packers vikings falcons panthers buccaneers 49ers seahawks
        dolphins ravens bengals steelers texans colts jaguars titans broncos chargers celtics knicks
        76ers raptors cavaliers pistons pacers hawks hornets wizards nuggets timberwolves blazers
        warriors clippers lakers mavericks grizzlies pelicans yankees mets phillies braves marlins
        cubs brewers dodgers padres rockies diamondbacks orioles mariners rangers bruins sabres
        canadiens leafs blackhawks oilers canucks islanders flyers
        rovers wanderers albion hotspur united
        """),
    sites=words("""
        city town village province state county district region island river mountain volcano lake
        port suburb neighborhood neighbourhood municipality department cities towns villages provinces
        states counties districts regions islands rivers mountains volcanoes lakes ports suburbs
        neighborhoods neighbourhoods municipalities
        """),
    offices_of_places=words("mayor governor residents bishop archbishop people"),
    companies=words("""
        company newspaper magazine airline carmaker bank firm retailer broadcaster startup club
        conglomerate brewer insurer chipmaker automaker
        """),
    ministers=frozenset(),
)
