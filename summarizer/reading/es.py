"""Spanish words that tell what a line of a page is. All entries are compared folded (lower case,
no accents, straight quotes), and are general to news pages: none names a site."""

from summarizer.brief import JunkReason as J

FUNCTION_WORDS = frozenset(
    [
        "a",
        "al",
        "algo",
        "ante",
        "antes",
        "como",
        "con",
        "contra",
        "cual",
        "cuando",
        "de",
        "del",
        "desde",
        "donde",
        "dos",
        "e",
        "el",
        "ella",
        "ellas",
        "ellos",
        "en",
        "entre",
        "era",
        "es",
        "esa",
        "ese",
        "eso",
        "esta",
        "estaba",
        "estan",
        "este",
        "esto",
        "fue",
        "fueron",
        "ha",
        "habia",
        "hace",
        "hacia",
        "han",
        "hasta",
        "hay",
        "la",
        "las",
        "le",
        "les",
        "lo",
        "los",
        "mas",
        "me",
        "mi",
        "mientras",
        "muy",
        "ni",
        "no",
        "nos",
        "o",
        "otra",
        "otro",
        "para",
        "pero",
        "por",
        "porque",
        "que",
        "quien",
        "se",
        "segun",
        "ser",
        "si",
        "sin",
        "sobre",
        "son",
        "su",
        "sus",
        "tambien",
        "tan",
        "te",
        "tiene",
        "tras",
        "tu",
        "un",
        "una",
        "uno",
        "unos",
        "unas",
        "y",
        "ya",
        "yo",
    ]
)

MONTHS = {
    "enero": 1, "febrero": 2, "marzo": 3, "abril": 4, "mayo": 5, "junio": 6, "julio": 7,
    "agosto": 8, "septiembre": 9, "setiembre": 9, "octubre": 10, "noviembre": 11, "diciembre": 12,
    "ene": 1, "feb": 2, "mar": 3, "abr": 4, "may": 5, "jun": 6, "jul": 7, "ago": 8, "sep": 9,
    "sept": 9, "set": 9, "oct": 10, "nov": 11, "dic": 12,
}  # fmt: skip

WEEKDAYS = [
    "lunes",
    "martes",
    "miercoles",
    "jueves",
    "viernes",
    "sabado",
    "domingo",
    "lun",
    "mar",
    "mie",
    "jue",
    "vie",
    "sab",
    "dom",
]

RELATED_LEADS = (
    "lea tambien", "lee tambien", "lee tambien", "leer tambien", "leer mas", "lea mas", "lee mas", "lea ademas", "lee ademas",
    "le puede interesar", "te puede interesar", "te podria interesar", "le podria interesar", "te pueden interesar",
    "puede interesarte", "puede leer", "puedes leer", "podes leer", "tambien puedes leer", "tambien puede leer", "tambien le puede interesar",
    "tambien te puede interesar", "quizas te interese", "quiza te interese", "quizas te pueda interesar", "te interesara", "le interesara",
    "te recomendamos", "le recomendamos", "recomendamos", "recomendado para ti", "recomendado", "recomendados",
    "mira tambien", "mire tambien", "ver tambien", "vea tambien", "ve tambien", "mira:", "vea:", "ver mas", "ademas:",
    "sigue leyendo", "siga leyendo", "segui leyendo", "continua leyendo", "continuar leyendo", "no te pierdas", "no se pierda",
    "noticias relacionadas", "noticia relacionada", "nota relacionada", "notas relacionadas", "articulos relacionados",
    "articulo relacionado", "relacionado", "relacionada", "relacionados", "relacionadas", "contenido relacionado", "contenidos relacionados", "temas relacionados",
    "mas informacion", "mas noticias", "mas sobre", "mas sobre este tema", "mas en", "mas de", "lo mas leido", "lo mas visto", "las mas leidas",
    "los mas leidos", "mas leidas", "mas leidos", "mas vistas", "ultimas noticias", "lo ultimo", "ultimas notas", "tendencias", "destacados", "destacadas",
    "te sugerimos", "descubre mas", "conoce mas", "lectura recomendada", "lecturas recomendadas", "en otras noticias",
    "lee la nota completa", "lea la nota completa", "lee aqui", "lea aqui", "haz clic aqui", "haga clic aqui", "para leer mas", "para leer sobre",
    "de tu interes", "de su interes", "del mismo autor", "otras noticias", "otras notas", "siguiente noticia", "noticia anterior",
    "entra aqui", "ver:", "lee:", "lea:", "leer:", "video:", "videos:", "fotos:", "escucha tambien", "ver nota", "mas noticias de", "tambien lee", "tambien lea", "consulta tambien",
    "sugerido", "no dejes de leer", "suscriptores:", "leer noticia", "te interesa", "mas videos",
)  # fmt: skip

LINES: dict[J, tuple[str, ...]] = {
    J.NAVIGATION: (
        "inicio", "menu", "buscar", "ir al contenido", "saltar al contenido", "saltar a contenido", "ir al contenido principal", "volver arriba", "arriba",
        "cerrar", "abrir menu", "secciones", "todas las secciones", "mapa del sitio", "quienes somos", "contacto", "contactenos", "contactanos",
        "publicidad en", "anunciate", "anunciese", "como anunciar", "trabaja con nosotros", "ayuda", "preguntas frecuentes", "iniciar sesion", "inicia sesion", "ingresar",
        "iniciar", "acceder", "registrate", "registrarse", "registrese", "cerrar sesion", "mi cuenta", "mi perfil", "siguiente", "anterior", "mas", "ver mas", "ver todo", "ver todos", "ver todas",
        "mostrar mas", "cargar mas", "leer mas", "volver", "noticias", "portada", "mundo", "internacional", "internacionales", "nacional", "nacionales", "politica", "economia", "negocios",
        "deportes", "deporte", "opinion", "entretenimiento", "espectaculos", "cultura", "tecnologia", "salud", "ciencia", "sociedad", "sucesos", "policiales",
        "video", "videos", "fotos", "podcast", "podcasts", "boletines", "en vivo", "ultimo minuto", "edicion impresa", "clasificados", "farandula", "turismo", "vida", "estilo",
        "terminos y condiciones", "terminos de uso", "condiciones de uso", "aviso legal", "aviso de privacidad", "politica de privacidad", "politica de cookies", "privacidad", "accesibilidad",
        "codigo de etica", "directorio", "hemeroteca", "archivo", "etiquetas", "temas", "tags", "categorias", "seleccione:", "seleccione", "modo noche", "modo dia", "enlaces importantes",
        "archivado en", "mas sobre este tema", "noticia siguiente", "pagina principal", "se abre en una nueva ventana", "ir a portada",
    ),
    J.SHARING: (
        "compartir", "comparte", "comparti", "compartelo", "comparta", "compartir en facebook", "compartir en twitter", "compartir en x", "compartir en whatsapp", "compartir en linkedin",
        "compartir nota", "comparte esta noticia", "compartir esta noticia", "comparte este articulo", "compartir articulo", "comparti esta nota", "tuitear", "twittear", "tweet", "enviar", "enviar por email", "enviar por correo",
        "correo", "correo electronico", "imprimir", "copiar enlace", "copiar link", "enlace copiado", "guardar", "guardar articulo", "siguenos", "siguenos en", "seguinos", "seguinos en", "siganos", "siganos en", "redes sociales", "me gusta",
        "seguir", "suscribete al canal", "regalar articulo", "facebook", "twitter", "whatsapp", "telegram", "instagram",
    ),
    J.SUBSCRIPTION: (
        "suscribete", "suscribirse", "suscribase", "suscribite", "suscribete ahora", "suscripciones", "suscriptores", "solo para suscriptores", "hazte socio", "hazte socia", "asociate", "hacete socio", "dona", "apoyanos",
        "solo para suscriptores digitales", "contenido exclusivo para suscriptores", "exclusivo suscriptores", "exclusivo para suscriptores", "suscribete gratis", "boletin", "newsletter", "ya eres suscriptor?", "quiero suscribirme", "ya tienes cuenta?", "alta gratis",
    ),
    J.ADVERTISEMENT: (
        "publicidad", "anuncio", "anuncios", "contenido patrocinado", "patrocinado", "patrocinado por", "espacio publicitario", "continua despues de la publicidad", "la nota continua despues de la publicidad", "sigue leyendo despues de la publicidad", "promocion", "contenido de marca", "publicacion pagada", "pauta",
    ),
    J.COMMENTS: (
        "comentarios", "comentario", "comentar", "comenta", "deja un comentario", "dejar un comentario", "deja tu comentario", "deje su comentario", "deja tu comentario", "escribe un comentario", "comentar este articulo", "ver comentarios",
        "mostrar comentarios", "responder", "cancelar respuesta", "deja una respuesta", "publicar comentario", "publicar el comentario", "sin comentarios", "no hay comentarios", "unete a la conversacion", "participa", "denunciar", "nombre", "normas",
    ),
    J.MEDIA: (
        "reproducir", "reproducir video", "ver video", "ver galeria", "galeria", "imagen", "foto", "cargando", "cargando...", "escuchar", "escucha esta nota aqui", "escucha esta nota", "escuchar articulo", "escucha el articulo", "audio", "pantalla completa", "expandir imagen", "ampliar imagen", "ampliar", "ver fotos", "galeria de fotos", "ver imagen", "activar sonido",
    ),
    J.COUNTS: ("vistas", "compartidos", "visualizaciones", "reproducciones", "retuits"),
    J.COOKIES: (
        "aceptar", "aceptar todo", "aceptar todas", "aceptar cookies", "rechazar", "rechazar todo", "configurar cookies", "configuracion de cookies", "preferencias de cookies", "de acuerdo", "entendido", "acepto", "aceptar y cerrar", "aceptar y continuar",
    ),
}  # fmt: skip

PATTERNS: dict[J, tuple[str, ...]] = {
    J.COUNTS: (
        r"\d[\d.,]*\s?(?:k|m|mil)? ?(?:comentarios?|compartidos|veces compartido|vistas|visitas|me gusta|retuits|reposts|respuestas|reacciones|votos|seguidores|lecturas|reproducciones|visualizaciones)",
        r"\d{1,3} ?(?:min|mins|minuto|minutos)\.? (?:de lectura|lectura|de lectura aprox\.?)",
        r"(?:tiempo de lectura|lectura):? ?\d{1,3} ?(?:min|mins|minutos?)?\.?",
    ),
    J.SHARING: (
        r"(?:compart(?:ir|e|i|elo|alo|a)|envi(?:ar|a|e)|guardar|tuitear|twittear|public(?:ar|a)|s[ei]gu(?:ir|e|i)(?:nos|me)?|siganos)"
        r"(?: (?:en|por|con|esta|este|la|el|a|al|y|un|tu|tus|nuestro|nuestras|nuestra|facebook|twitter|x|whatsapp|linkedin|pinterest|"
        r"instagram|telegram|correo|email|e-mail|mail|noticia|nota|articulo|amigos?|redes|sociales|google|news|youtube|tiktok|canal)\b,?){1,12}[.!:]?",
        r"(?:siguenos|seguinos|siganos|buscanos|encuentranos|unete) (?:en|a|al|tambien|y) .{1,140}",
        r"haz(?: clic| click)? (?:clic|click )?para (?:compartir|enviar|imprimir)\b.{0,80}",
        r".{0,40}(?:dale|da|haz) (?:click|clic|like) .{0,80}",
    ),
    J.COPYRIGHT: (
        r".{0,120}(?:todos los )?derechos reservados.{0,160}",
        r".{0,80}prohibid[ao] (?:la|su) (?:reproduccion|copia).{0,200}",
        r".{0,60}©.{0,200}",
    ),
    J.COOKIES: (
        r".{0,200}(?:utilizamos|usamos|utiliza|usa|uso de|nuestros socios).{0,60}\bcookies\b.{0,300}",
        r".{0,80}\bcookies\b.{0,80}(?:consentimiento|acept|preferencias|experiencia|configura).{0,300}",
    ),
    J.SUBSCRIPTION: (
        r"(?:suscribete|suscribase|suscribite|registrate|registrese|inscribete|apuntate|anotate)\b.{0,160}",
        r"recib[aeií](?: en)?.{0,60}(?:noticias|boletin|newsletter|correo|inbox|alertas|titulares).{0,120}",
        r"(?:suscri|regist|recib|inscri|apunta|anota|quier|unete).{0,100}\b(?:newsletters?|boletin|boletines)\b.{0,100}",
        r".{0,40}\b(?:newsletters?|boletin|boletines)\b.{0,40}(?:suscribe|suscribite|en tu correo|en su correo|en tu bandeja).{0,80}",
        r"(?:ya )?(?:eres|sos|es) (?:suscriptor|socio|usuario)\b.{0,80}",
        r"(?:si )?(?:quieres|quiere|queres) (?:seguir leyendo|recibir|suscribirte|leer mas).{0,160}",
        r"(?:descarga|descargate|descargue|baja|instala) (?:nuestra|la|nuestro) .{0,30}\bapp\b.{0,80}",
        r"informate mas.{0,80}",
    ),
    J.COMMENTS: (
        r"(?:deja|dejar|deje|escribe|escribi|agrega|publica|publicar) (?:un|tu|su|una|el) (?:comentario|respuesta|opinion)\b.{0,60}",
        r"(?:ver|mostrar|leer|ocultar) (?:todos |los |mas )?(?:\d{1,6} )?comentarios?\b.{0,40}",
        r"tu (?:direccion de )?(?:correo|email).{0,40}no sera publicad[ao].{0,80}",
        r"(?:los )?campos (?:obligatorios|requeridos).{0,60}",
        r"guarda mi nombre.{0,120}",
        r"(?:los )?comentarios (?:publicados )?son (?:de )?(?:exclusiva )?responsabilidad.{0,200}",
    ),
    J.POSTING_TIME: (),
    J.ADVERTISEMENT: (r"(?:publicidad|contenido patrocinado)\b.{0,40}", r".{0,30}continua (?:debajo|despues|luego) de .{0,30}(?:publicidad|anuncio).{0,20}"),
    J.MEDIA: (
        r"(?:video|audio|foto|fotos|imagen|reproducir|duracion|galeria)[: ]{1,3}\d{1,2}:\d{2}(?::\d{2})?",
        r"\d{1,3} ?(?:/|de) ?\d{1,3}",
        r"(?:este video|tu navegador|su navegador|el video|activa javascript)\b.{0,100}(?:soporta|disponible|javascript|cargar).{0,60}",
    ),
    J.NAVIGATION: (
        r"(?:ir|saltar|volver) (?:al?|a la) .{1,30}",
        r"(?:tags|temas|etiquetas|archivado en|categorias|categoria|palabras clave|secciones|en este articulo|mas sobre)[:>] ?.{0,200}",
        r"(?:inicio|portada|noticias|home)(?: ?[>/»|] ?[^.>/»|]{1,60}){1,6}",
    ),
    J.BOILERPLATE: (
        r"para (?:mas|todas las) (?:noticias|informacion|historias).{0,60}(?:visita|sigue|siga|entra|haz|haga|consulta|suscri).{0,100}",
        r"(?:sigue|siga|segui) (?:toda|todas|aqui|la ultima).{0,120}",
        r"(?:puede escribirnos|escribenos|escribanos|contactanos|envianos|tienes una historia)\b.{0,200}",
        r"(?:este (?:articulo|contenido|texto)|esta (?:nota|noticia)) (?:fue|ha sido) (?:publicad|elaborad|realizad|generad)[ao].{0,160}",
        r"para leer (?:sobre|mas|otros).{0,120}(?:clic|click|aqui).{0,20}",
        r"(?:haz|haga|hace|da|de|dale) (?:clic|click) (?:aqui|en|para).{0,120}",
    ),
}  # fmt: skip

END_HEADINGS = (
    "comentarios", "deja un comentario", "deja tu comentario", "dejar un comentario", "deja una respuesta", "relacionado", "relacionados", "relacionadas", "noticias relacionadas", "articulos relacionados", "notas relacionadas",
    "contenido relacionado", "temas relacionados", "te puede interesar", "le puede interesar", "te podria interesar", "recomendado para ti", "recomendado", "recomendados", "recomendadas", "mas noticias", "mas informacion", "lo mas leido", "lo mas visto", "las mas leidas", "mas leidas",
    "lo ultimo", "ultimas noticias", "ultimas notas", "lo mas reciente", "etiquetas", "temas", "tags", "sobre el autor", "sobre la autora", "sobre la firma", "archivado en", "mas de", "mas sobre", "otras noticias", "mas en", "siguenos en", "te recomendamos", "tendencias", "noticias destacadas", "destacadas", "destacados",
    "suscribete a nuestro", "newsletter", "boletin", "normas", "comparte", "compartir", "publicidad", "mas videos", "noticias mas leidas", "lee tambien", "mira tambien", "ultimo momento", "en portada",
)  # fmt: skip

BYLINE_LEADS = (
    "por",
    "escrito por",
    "texto",
    "texto de",
    "publicado por",
    "redaccion",
    "de nuestro corresponsal",
    "informa",
    "autor:",
    "autora:",
)
CAPTION_LEADS = (
    "foto:", "fotos:", "fotografia:", "imagen:", "imagenes:", "credito:", "creditos:", "imagen de archivo", "foto de archivo", "fotografia de archivo", "archivo /", "captura de pantalla", "video:", "ilustracion:", "cortesia", "foto cortesia", "foto |", "pie de foto", "imagenes capturadas", "fuente de la imagen", "grafico:",
)  # fmt: skip
REPORT_VERBS = (
    "tuiteo", "escribio", "publico", "dijo", "agrego", "respondio", "compartio", "retuiteo", "senalo", "anuncio", "afirmo", "anadio", "expreso",
)  # fmt: skip
POSTING_LEADS = (
    "publicado", "publicada", "actualizado", "actualizada", "ultima actualizacion", "creado", "modificado", "fecha de publicacion", "fecha", "publicado el", "creada",
)  # fmt: skip

POST_LINES = (
    "post", "conversacion", "ver nuevos posts", "traducir post", "traducir tweet", "traducir publicacion", "traducido de", "traducido del", "mostrar traduccion", "mostrar original", "mostrar mas", "mostrar menos", "mostrar este hilo",
    "citar", "cita", "citado", "ver citas", "leer respuestas", "respondiendo a", "en respuesta a", "visualizaciones", "vistas", "reposts", "republicaciones", "retweets", "retuits", "me gusta", "citas", "elementos guardados", "guardados", "seguir", "siguiendo", "suscribirse", "relevantes", "ver interacciones del post", "ver interacciones de la publicacion",
    "postea tu respuesta", "publica tu respuesta", "responder", "anuncio", "fijado", "editado", "ultima edicion", "copiar enlace del post", "los lectores anadieron contexto", "cuenta verificada", "ver publicacion", "ver en x", "imagen",
)  # fmt: skip

ADDRESS_WORDS = frozenset(
    [
        "tu",
        "tus",
        "usted",
        "te",
        "nuestro",
        "nuestra",
        "nuestros",
        "nuestras",
        "suscripcion",
        "suscriptor",
        "suscriptores",
        "suscribete",
        "suscribirte",
        "cuenta",
        "sesion",
        "registrate",
        "boletin",
        "newsletter",
        "correo",
        "electronico",
        "sitio",
        "web",
        "app",
        "cookies",
        "navegador",
        "privacidad",
        "terminos",
        "politica",
        "publicidad",
        "dispositivo",
        "clic",
        "haz",
        "descarga",
        "gratis",
        "socio",
        "socia",
        "contrasena",
        "notificaciones",
        "preferencias",
        "consentimiento",
        "periodismo",
        "apoya",
        "recibe",
        "quieres",
        "puedes",
    ]
)

SURE_LEADS = (
    "lea tambien", "lee tambien", "leer tambien", "lea ademas", "lee ademas", "lea mas", "lee mas", "leer mas", "vea tambien", "mira tambien", "mire tambien", "ver tambien",
    "te puede interesar", "le puede interesar", "te recomendamos", "le recomendamos", "puede leer", "tambien puede leer", "tambien puedes leer", "no deje de leer", "no dejes de leer",
)  # fmt: skip

END_HEADING_PATTERN = r"(?:mas|lo mas leido|lo ultimo|ultimas noticias|noticias|otras noticias) (?:de|en|sobre|del)\b.{1,60}"

FIRST_PERSON = frozenset(
    "yo mi mis mio conmigo nosotros nosotras nuestro nuestra nuestros nuestras nos estoy estamos soy somos "
    "he hemos voy vamos quiero queremos creo creemos tengo tenemos agradezco agradecemos invito seguimos seguiremos".split()
)
