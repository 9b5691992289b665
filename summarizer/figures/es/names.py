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
        """),
    works=words("""
        ley leyes reforma constitucion codigo decreto reglamento estatuto enmienda tratado protocolo
        acuerdo acuerdos pacto convenio convencion declaracion resolucion carta proposicion guerra
        batalla revolucion juegos copa campeonato torneo trofeo maraton gran_premio mundial premio
        premios medalla festival feria carnaval huracan tormenta tifon operacion operativo plan
        programa proyecto estrategia dia semana cumbre conferencia informe caso liga eurocopa
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
)
