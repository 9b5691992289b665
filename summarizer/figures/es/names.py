"""Spanish words around names."""

from __future__ import annotations

from summarizer.figures.name_words import NameWords, words


def _gendered(stems: str) -> frozenset[str]:
    """Both genders and numbers of each word: ``ministro`` gives ministra, ministros, ministras;
    ``senador`` gives senadora ...; what ends otherwise has one gender."""
    forms = set()
    for word in words(stems):
        head, _, tail = word.partition(" ")
        tail = f" {tail}" if tail else ""
        if head.endswith("o"):
            variants = (head, head[:-1] + "a", head + "s", head[:-1] + "as")
        elif head.endswith(("or", "es", "an", "in", "on", "al", "ol", "ul")):
            variants = (head, head + "a", head + "es", head + "as")
        else:
            variants = (head, head + "s", head + "es")
        forms.update(variant + tail for variant in variants)
    return frozenset(forms)


_ROLES = _gendered("""
abogado academico activista actor actriz administrador agente alcalde alcaldesa almirante analista
aspirante arquitecto artista arzobispo asesor asistente astronauta atleta autor ayudante banquero
bailarin biologo boxeador cabecilla caballero cabo camarografo campeon canciller candidato
candidata_presidencial cantante cantautor capitan capo cardenal catedratico cientifico ciclista
cineasta coach cocinero comandante comediante comentarista comisario comisionado compositor
concejal conductor congresista consejero consul consultor contador contralmirante coordinador
coreografo coronel corresponsal creador critico curador decano defensor delantero delegado
demografo deportista dictador diplomatico diputado director director_general director_tecnico
dirigente disenador doctor dramaturgo dueno economista editor ejecutivo embajador
emperador empresario encargado enfermero entrenador enviado_especial epidemiologo escritor escultor
especialista estratega estudiante exalcalde exdiputado exgobernador exguerrillero exministro
expresidente exsecretario exsenador experto fiscal fiscal_general filosofo fisico fotografo
fundador funcionario futbolista ganador general gerente gobernador gobernante guerrillero guionista
guitarrista historiador humorista jefe jefa imam infante infanta ingeniero inspector investigador
jerarca jinete juez jueza jugador
jurista jeque legislador lehendakari lider locutor madre maestro magistrado magnate mandatario
manager maestra mariscal matematico mediador mediocampista medico miembro militante ministro
ministro_de_exteriores misionero modelo monarca monsenor morenista musico narco
narcotraficante negociador novelista obispo oficial operador opositor pacifista padre panista papa
parlamentario pastor patriarca perredista periodista piloto pianista pintor poeta policia politico
politologo portavoz portero prefecto prelado premier presentador presidente presidenta
presidente_electo presidente_municipal priista primer_ministro primera_ministra primera_dama
princesa principe procurador procurador_general productor profesor propietario psicologo
psiquiatra punta querellante rapero rector rector_general regidor reina relator representante
reportero rey sacerdote sargento secretario secretario_general secretario_de_estado seleccionador
selectivo senador sindico socio sociologo soldado soprano subcomandante subdirector subprocurador
subsecretario sucesor sultan superintendente tecnico teniente teniente_coronel tenor tenista
tesorero titular torero trabajador traductor tutor vicealmirante vicecanciller vicegobernador
viceministro vicepresidente vicesecretario victima vocal vocero zar virologo colaborador cardenal
legislador futbolista exfutbolista coordinadora colegiado arbitro
""")

_ROLE_WORDS = _gendered("""
general federal estatal municipal nacional local regional provincial interino electo entonces actual
nuevo antiguo ex viejo adjunto ejecutivo tecnico deportivo honorario saliente entrante designado
interior exterior exteriores constitucional publico social civil militar naval economico financiero
politico electoral presidencial parlamentario judicial penal primer primera segundo virtual
independiente opositor republicano democrata conservador liberal laborista socialista comunista
popular perredista panista priista morenista supremo central mayor senior especial comercial
cultural cientifico universitario sindical agrario ambiental sanitario educativo mundial
internacional estrella veterano famoso reconocido presunto ultraderechista izquierdista
""")

_DEMONYMS = _gendered("""
afgano africano afroamericano albanes aleman algerino argelino americano andaluz andorrano angoleno
antioqueno arabe aragones argentino armenio asiatico asturiano australiano austriaco
azerbaiyano azteca bahameno balear bareini barcelones barceloni belga beliceno bengali bielorruso
birmano boliviano bonaerense bosnio brasileno brasilero britanico bulgaro camboyano
camerunes canadiense canario cantabro capitalino caribeno castellano catalan centroamericano
chadiano checheno checo checoslovaco chiapaneco chihuahuense chileno chino chipriota choco
coahuilense colimense colombiano congoleno coreano croata cubano danes dominicano
duranguense ecuatoriano egipcio emirati escandinavo eritreo escoces eslavo eslovaco esloveno
espanol estadounidense estonio etiope europeo extremeno filipino finlandes fines flamenco frances
gabones gales gallego georgiano germano ghanes granadino griego guanajuatense guatemalteco
guerrerense guineano guyanes haitiano helvetico hidalguense hispano hispanoamericano holandes
hondureno hungaro iberico indio indonesio ingles irani iraqui irlandes islandes israeli
italiano jalisciense jamaicano japones jordano kazajo keniano kirguis kosovar kurdo kuwaiti laosiano
latino latinoamericano leones leton libanes liberiano libio lituano londinense luxemburgues
macedonio madrileno magrebi malasio maliense maltes mallorquin marroqui mauritano
mexicano mexiquense michoacano moldavo mongol montenegrino morelense moscovita mozambiqueno murciano
namibio navarro nayarita neerlandes neolones nepales nepali neoyorquino neozelandes nicaraguense
nigeriano norcoreano norteamericano noruego oaxaqueno omani pakistani paquistani palestino
panameno paraguayo parisino parisiense peruano persa poblano polaco porteno
portugues potosino puertorriqueno qatari catari queretano quintanarroense rioplatense
riojano romano ruandes rumano ruso salvadoreno saudi saudita senegales serbio sevillano
sinaloense singapurense sirio somali sonorense sovietico sudafricano sudamericano sudanes
sueco suizo suramericano surcoreano tabasqueno tailandes taiwanes tamaulipeco tapatio
tejano texano tibetano tlaxcalteca tunecino turco turkmeno ucraniano ugandes uruguayo uzbeko
valenciano vasco venezolano veracruzano vietnamita yemeni yucateco yugoslavo zacatecano zambiano
zimbabuense catolico cristiano protestante musulman islamico islamista judio hindu budista
evangelico sunita chiita ortodoxo jesuita democrata republicano comunista socialista
""")


def _verbs(singulars: str) -> frozenset[str]:
    """Third persons of the present: ``pide`` gives piden too."""
    return frozenset(form for verb in words(singulars) for form in (verb, verb + "n"))


WORDS = NameWords(
    roles=_ROLES,
    role_words=_ROLE_WORDS,
    language="es",
    role_before_complement=True,
    titles=words("sr sra srta senor senora senorita don dona d dr dra lic ing mtro mtra"),
    not_titles=words(
        "ejecutivo estudiantes rey reina pastor infante papa prelado cabo punta zar rector principe capo"
    ),
    links=words("de del la las los el para en a al ante por"),
    of_words=words("de del para en ante"),
    conjunctions=words("y e"),
    articles=words("el la los las un una su sus este esta ese esa al del"),
    demonyms=_DEMONYMS,
    groups=words("cartel carteles clan clanes mafia mafias pandilla pandillas"),
    group_before_name=True,
    governments=words("administracion gobierno gabinete"),
    not_names=words("""
        lunes martes miercoles jueves viernes sabado domingo enero febrero marzo abril mayo junio
        julio agosto septiembre setiembre octubre noviembre diciembre reunion gmt tel
        vih sida lsd adn arn pib iva isr covid pcr estado_de_derecho municipio pais ciudad alcaldia vivo clima internet oposicion video
        """),
    works=words("""
        ley leyes reforma constitucion codigo decreto reglamento estatuto enmienda tratado protocolo
        acuerdo acuerdos pacto convenio convencion declaracion resolucion carta proposicion guerra
        batalla revolucion juegos copa campeonato torneo trofeo maraton gran_premio mundial premio
        premios medalla festival feria carnaval huracan tormenta tifon operacion operativo plan
        programa proyecto estrategia tlcan tlc t_mec tmec cruzada sesion dia semana cumbre conferencia informe caso liga eurocopa
        """),
    christened=words("huracan tormenta tifon ciclon operacion operativo"),
    bodies=words("""
        ministerio secretaria subsecretaria agencia oficina comision comite consejo asociacion
        federacion confederacion sindicato union partido instituto universidad colegio banco
        corporacion compania empresa grupo fundacion organizacion autoridad ejercito armada policia
        guardia tribunal juzgado corte senado congreso parlamento camara departamento direccion
        fiscalia procuraduria club asamblea junta ayuntamiento gobierno generalitat delegacion
        observatorio plataforma
        """),
    sites=words("""
        ciudad ciudades pueblo poblacion provincia estado estados municipio municipios localidad
        localidades comunidad region isla rio volcan lago laguna puerto colonia barrio departamento
        distrito alcaldia refineria cerro valle sierra bahia playa carretera avenida plaza parque
        estadio pabellon paseo aeropuerto puente teatro edificio palacio calle autopista cueva
        cuevas fraccionamiento comuna vereda ejido aldea monte presa embalse
        """),
    offices_of_places=words(
        "alcalde alcaldes alcaldesa alcaldesas vecinos habitantes obispo arzobispo regidor regidora"
    ),
    companies=words("""
        empresa empresas diario periodico revista aerolinea compania firma constructora televisora
        cadena banco cooperativa consultora petrolera automotriz partido sindicato club equipo
        aseguradora farmaceutica agencia agencias movimiento coalicion marca cervecera tabacalera tienda tiendas
        """),
    ministers=words("""
        ministro ministra ministros ministras secretario secretaria secretarios subsecretario
        subsecretaria viceministro viceministra exministro exministra exsecretario exsecretaria
        consejero consejera canciller titular titulares cartera carteras
        """),
    given=words("""
        aaron abel abigail abraham adalberto adan adela adolfo adrian adriana agustin aida alan alba
        alberto alejandra alejandro alfonso alfredo alicia alma alonso alvaro amalia amanda amelia
        ana anabel andrea andres angel angela angelica anibal anselmo antonia antonio araceli ariadna
        ariel armando arnoldo arturo augusto aurelio aurora axel beatriz benigno benito benjamin
        bernardo berta bertha blanca brenda bruno camila camilo carla carlos carmen carolina catalina
        cecilia celia cesar clara claudia claudio concepcion consuelo cristian cristina cristobal
        cuauhtemoc dalia damian daniel daniela dario david debora delia diana diego dolores domingo
        edgar edith edmundo eduardo efrain efren elena eleazar elias elisa elizabeth eloy elsa elvira
        emilia emiliano emilio emma enrique erik erika ernestina ernesto esmeralda esperanza esteban
        estela esther eugenia eugenio eunice eva evaristo evelyn fabian fabiola fabricio fatima federico
        felicia felipe felix fermin fernanda fernando fidel flavio florencia francisca francisco
        gabriel gabriela genaro genoveva gerardo gilberto gilda gloria gonzalo graciela gregorio
        griselda guadalupe guillermina guillermo gustavo hector herminia hernan hilda hipolito homero
        horacio hortensia hugo humberto ignacio ines irene iris irma isabel isaac isidro ismael israel
        ivan ivonne jacinto jacobo jaime javier jazmin jessica jesus jimena joaquin joel jorge jose
        josefa josefina josue juan juana julia julian juliana julieta julio karen karina karla laura
        lazaro leonardo leonel leonor leopoldo leticia lidia liliana lorena lorenzo lourdes lucas lucia
        luciano luis luisa luz magdalena manuel manuela marcela marcelo marcial marco marcos margarita
        maria mariana mariano maribel maricela mario marisela marisol marta martha martin mateo matias
        matilde mauricio maximiliano maximino mayra melchor melissa mercedes miguel minerva miriam
        misael moises monica myriam nadia nancy natalia nayeli nestor nicolas nidia noe noemi nora
        norberto norma octavio ofelia olga olivia omar oscar osvaldo pablo pamela paola patricia
        patricio paula paulina pedro perla pilar porfirio rafael ramiro ramon raul raymundo rebeca
        refugio regina renata rene reyna ricardo rigoberto rita roberto rocio rodolfo rodrigo rogelio
        rolando roman romina rosa rosalia rosalinda rosario rosaura roxana ruben rufino ruth salvador
        samuel sandra santiago sara saul sebastian selene sergio silvano silvia simon socorro sofia sonia
        stephanie susana tania tatiana teodoro teresa tomas ulises uriel valentin valentina valeria
        vanessa veronica vicente victor victoria viridiana virginia vladimir xavier ximena xochitl
        yadira yesenia yolanda zulema
        """),
    headline_words=_verbs("""
        abandona aclara acompaña acude acusa acuerda adelanta adjudica admite advierte afirma agradece
        ahorca alerta alista amaga amenaza amplia analiza anuncia aplaca aplaude aplaza aplica apoya
        aprueba apunta arranca arrebata arremete arresta arriba asalta asegura asesina asiste asume
        ataca atiende atropella avala aventaja busca cae califica cancela capacita captura celebra
        chocan cierra clausura condena conforma confirma considera construye continua convoca crea
        critica cuestiona cumple debate decide declara decomisa defiende denuncia deroga desaparece
        descarta desecha desmiente despide destaca destapa destina destituye desvia detiene detecta
        dice dona ejecuta elige emite encabeza encuentra enfrenta entrega entra envia escapa esclarece
        espera estrena evita exhorta exige exhibe explica expone extradita fallece felicita festeja
        firma formaliza fortalece frustra gana garantiza golpea habra hallan hereda hospitaliza
        identifica impide impugna impulsa inaugura incauta incendia incrementa indaga inicia insiste
        instala integra intensifica interpone investiga invierte invita jura lamenta lanza lidera
        libera linchan llama llega llevan localiza logra manda marchan matan mejora muere multa niega nombra
        notifica obtiene ofrece ordena otorga participa pide piden pierde plantea pondera prepara
        presenta presume preve procesa prohibe promete promueve propone protesta realiza reanuda
        rebasa recapturan rechaza recibe reclama reconoce recorre recuerda reduce refrenda refuerza
        regresa reitera remodela renuncia repara reporta repudia rescata respalda responde retira reune
        revela reviven revoca roba sale sanciona secuestra sentencia señala solicita sorprende
        sostiene sube suma supervisa suspende tendra termina toma trabaja traslada ubica urge vincula visita
        vota vuelca
        """)
    | words("""
        ciento cientos decenas docenas miles millones mas vecinos habitantes integrantes miembros
        autoridades elementos trabajadores familiares alumnos estudiantes maestros usuarios
        comerciantes transportistas comuneros ejidatarios campesinos pobladores colonos padres
        diputados senadores regidores alcaldes gobernadores partidos policias militares marinos
        mujeres hombres jovenes niños niñas sujetos presuntos personal este esta estos tras segun
        """),
)
