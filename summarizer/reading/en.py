"""English words that tell what a line of a page is. All entries are compared folded (lower case,
no accents, straight quotes), and are general to news pages: none names a site."""

from summarizer.brief import JunkReason as J

FUNCTION_WORDS = frozenset(
    [
        "a",
        "about",
        "after",
        "all",
        "also",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "because",
        "been",
        "before",
        "but",
        "by",
        "can",
        "could",
        "did",
        "do",
        "does",
        "for",
        "from",
        "had",
        "has",
        "have",
        "he",
        "her",
        "here",
        "him",
        "his",
        "how",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "just",
        "like",
        "me",
        "more",
        "most",
        "my",
        "no",
        "not",
        "now",
        "of",
        "off",
        "on",
        "one",
        "only",
        "or",
        "other",
        "our",
        "out",
        "over",
        "said",
        "she",
        "should",
        "so",
        "some",
        "such",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "through",
        "to",
        "under",
        "up",
        "us",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "while",
        "who",
        "will",
        "with",
        "would",
        "you",
        "your",
        "it's",
        "don't",
    ]
)

MONTHS = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7,
    "august": 8, "september": 9, "october": 10, "november": 11, "december": 12,
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9,
    "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip

WEEKDAYS = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "tues",
    "wed",
    "thu",
    "thur",
    "thurs",
    "fri",
    "sat",
    "sun",
]

# The line begins with one of these and leads to another story.
RELATED_LEADS = (
    "also read", "read also", "also see", "see also", "also watch", "watch also", "read more",
    "read next", "read:", "more:", "related", "related story", "related stories", "related article",
    "related articles", "related content", "related coverage", "related news", "related topics",
    "more from", "more on this", "more on this story", "more stories", "recommended", "recommended for you",
    "recommended reading", "recommended stories", "you may also like", "you might also like",
    "you may be interested in", "you might be interested in", "don't miss", "dont miss",
    "editor's picks", "editors' picks", "top stories", "trending", "trending now", "most read",
    "most popular", "latest news", "in case you missed it", "up next", "what to read next",
    "must read", "must reads", "further reading", "keep reading", "continue reading",
    "next article", "previous article", "next story", "previous story", "click here to read",
    "explore more", "popular now", "around the web", "from our partners", "you may like",
    "watch:", "watch now", "watch more", "listen:", "go deeper", "dig deeper", "more news", "more in",
    "other stories", "similar stories", "suggested", "story continues", "more like this",
)  # fmt: skip

# The whole line is one of these.
LINES: dict[J, tuple[str, ...]] = {
    J.NAVIGATION: (
        "home", "menu", "search", "skip to content", "skip to main content", "skip to article",
        "skip to navigation", "jump to navigation", "jump to content", "back to top", "top", "close", "open menu", "toggle navigation",
        "main menu", "sections", "all sections", "site map", "sitemap", "about", "about us",
        "contact", "contact us", "advertise", "advertise with us", "careers", "jobs", "help", "faq", "login",
        "log in", "log out", "sign in", "sign up", "sign out", "register", "my account", "account", "next", "previous",
        "prev", "more", "show more", "see more", "view more", "load more", "see all", "view all",
        "show less", "read more", "back", "news", "world", "politics", "business", "sports", "sport",
        "opinion", "entertainment", "technology", "health", "science", "travel", "video", "videos",
        "photos", "podcasts", "newsletters", "live", "latest", "local", "culture", "lifestyle",
        "terms of use", "terms of service", "terms and conditions", "terms", "terms & conditions", "privacy", "privacy policy",
        "accessibility", "cookie policy", "do not sell my data", "editorial ethics", "advertising guidelines",
        "do not sell my personal information", "ad choices", "your ad choices", "go to homepage",
        "tags", "topics", "filed under", "categories", "archives", "breaking news", "today's paper",
    ),
    J.SHARING: (
        "share", "share this", "share this article", "share this story", "share on facebook",
        "share on twitter", "share on x", "share on whatsapp", "share on linkedin", "tweet",
        "tweet this", "facebook", "twitter", "x", "whatsapp", "linkedin", "instagram", "telegram", "tiktok",
        "youtube", "pinterest", "reddit", "tumblr", "flipboard", "email", "e-mail", "email this", "mail", "print",
        "print this article", "copy link", "link copied", "save", "save article", "save for later", "bookmark",
        "follow", "follow us", "like", "pin it", "google+", "google news", "rss", "messenger",
        "snapchat", "threads", "bluesky", "mastodon", "gift this article", "share article", "share full article", "whatsapp icon",
        "follow us on", "sms", "share via email", "submit", "send", "viber", "more sharing options",
    ),
    J.SUBSCRIPTION: (
        "subscribe", "subscribe now", "subscribe today", "sign up now", "sign up for our newsletter",
        "newsletter", "subscribe to our newsletter", "become a member", "support us", "donate",
        "donate now", "already a subscriber?", "already a member?", "join now", "start your free trial",
        "subscriptions", "free trial", "get the newsletter", "email address", "your email address", "enter your email",
    ),
    J.ADVERTISEMENT: (
        "advertisement", "advertisements", "ad", "ads", "sponsored", "sponsored content", "promoted",
        "paid content", "paid post", "partner content", "story continues below advertisement",
        "advertisement - story continues below", "article continues below advertisement", "scroll to continue",
        "scroll to continue with content", "skip advertisement", "ad feedback", "promoted content", "from our sponsor",
        "continue reading below", "article continues below", "story continues below",
    ),
    J.COMMENTS: (
        "comments", "comment", "leave a comment", "leave a reply", "post a comment", "add a comment", "no comments",
        "view comments", "show comments", "join the conversation", "post comment", "reply", "view/post comments",
        "report", "load comments", "see all comments", "read comments", "your name", "be the first to comment",
        "there are no comments yet", "cancel reply", "comments are closed", "hide comments", "conversation",
    ),
    J.MEDIA: (
        "play", "play video", "video player is loading", "unmute", "mute", "fullscreen", "loading",
        "loading...", "view gallery", "image", "photo", "gallery", "slideshow", "photo gallery", "watch video",
        "listen to this article", "listen", "audio", "transcript", "expand image", "enlarge image", "this is a modal window.",
        "view image in fullscreen", "open image in gallery", "hide caption", "toggle caption", "play audio",
    ),
    J.COUNTS: ("likes", "shares", "views", "comments", "retweets", "reposts", "quotes", "bookmarks"),
    J.COOKIES: (
        "accept", "accept all", "accept cookies", "reject all", "manage cookies", "cookie settings", "cookie preferences",
        "privacy settings", "i agree", "got it", "ok", "manage preferences", "accept & continue", "agree", "decline",
    ),
}  # fmt: skip

# Regular expressions that must match the whole folded line.
PATTERNS: dict[J, tuple[str, ...]] = {
    J.COUNTS: (
        r"\d[\d.,]*\s?[km]? ?(?:comments?|shares?|views?|likes?|retweets?|reposts?|replies|reactions?|"
        r"votes?|followers|bookmarks?|quotes?|reads)(?: (?:so far|total))?",
        r"\d{1,3} ?(?:min|mins|minute|minutes)[ -](?:read|to read|listen|watch)(?:ing time)?",
        r"(?:reading time|read time|time to read):? ?\d{1,3} ?(?:min|mins|minutes?)?",
    ),
    J.SHARING: (
        r"(?:share|tweet|post|send|save|pin|like|follow)(?: (?:this|us|on|via|with|by|to|it|article|story|page|"
        r"the|and|facebook|twitter|x|whatsapp|linkedin|pinterest|instagram|email|e-mail|friends|youtube|tiktok|"
        r"telegram|reddit|google|news|our|your)\b,?){1,10}[.!:]?",
        r"(?:click|tap) to (?:share|email|print|copy)\b.{0,80}",
        r"(?:follow|find|like|join) (?:us|me|@?\w{1,30}) (?:on|at) .{1,120}",
        r"follow @\w{1,20}.{0,40}",
        r"follow .{1,80} on (?:facebook|twitter|x|instagram|tiktok|youtube|whatsapp|google news|linkedin|threads|bluesky)\b.{0,100}",
    ),
    J.COPYRIGHT: (
        r".{0,60}(?:©|\(c\)|copyright).{0,200}",
        r".{0,120}all rights reserved.{0,120}",
        r".{0,80}may not be (?:published|reproduced|reprinted|copied).{0,160}",
    ),
    J.COOKIES: (
        r".{0,200}(?:we|this site|this website|our site|our partners|and partners).{0,60}\bcookies\b.{0,300}",
        r".{0,80}\bcookies\b.{0,60}(?:consent|accept|preferences|experience|settings).{0,300}",
    ),
    J.SUBSCRIPTION: (
        r"(?:sign up|subscribe|register)(?: now| today| here| free| for free)? (?:for|to|now|here|and|today|with)\b.{0,200}",
        r"get (?:the|our|your) .{0,80}(?:newsletter|inbox|email|alerts|delivered).{0,120}",
        r"(?:for|get|join|sign|subscribe|stay|enjoy|want|receive|try|discover|check out)\b.{0,120}\bnewsletters?\b.{0,100}",
        r".{0,60}\bnewsletters?\b.{0,40}(?:sign up|subscribe (?:to|now|here)|to your inbox).{0,80}",
        r"already (?:a subscriber|a member|subscribed|registered|have an account)\b.{0,80}",
        r"(?:support|become|join) .{0,60}(?:member|membership|journalism|subscriber)s?\b.{0,80}",
        r"for as little as \W?\d.{0,60}",
        r"download (?:our|the) .{0,30}app\b.{0,80}",
    ),
    J.COMMENTS: (
        r"(?:leave|post|add|write) (?:a|your) (?:comment|reply)\b.{0,60}",
        r"(?:view|show|read|hide|see) (?:all |more |the )?(?:\d{1,6} )?comments?\b.{0,40}",
        r"your email address will not be published.{0,80}",
        r"(?:you must be )?logged in to (?:post|leave) a comment.{0,40}",
        r"notify me of .{0,80}",
        r"(?:save|remember) my name, email.{0,100}",
        r".{0,60}have your say.{0,60}",
    ),
    J.POSTING_TIME: (),
    J.ADVERTISEMENT: (r"(?:advertisement|sponsored)\b.{0,40}", r"(?:story|article) continues (?:below|after).{0,40}"),
    J.MEDIA: (
        r"(?:video|audio|photo|image|play|watch|duration|loading|gallery)[: ]{1,3}\d{1,2}:\d{2}(?::\d{2})?",
        r"\d{1,3} ?(?:/|of) ?\d{1,3}",
        r"(?:click|tap) to (?:play|enlarge|expand|view|watch)\b.{0,40}",
        r"(?:this (?:video|content)|your browser|the video|please enable|javascript)\b.{0,100}(?:support|available|enable|disabled|javascript|loaded).{0,60}",
    ),
    J.NAVIGATION: (
        r"(?:skip|jump) to .{1,30}",
        r"(?:tags|topics|filed under|categories|category|keywords|related topics)[:>] ?.{0,200}",
        r"(?:home|news)(?: ?[>/»|] ?[^.>/»|]{1,60}){1,6}",
    ),
    J.BOILERPLATE: (
        r"get in touch with .{0,120}",
        r"for (?:more|the latest|all the latest|breaking) .{0,80}(?:check|visit|follow|sign up|like this|click|go to|see|read)\b.{0,120}",
        r"(?:do you|did you) (?:have a story|know more|see this).{0,120}",
        r"(?:we'd like to hear|tell us|let us know)\b.{0,160}",
        r"(?:reporters?|editors?|journalists?) at .{0,160}@.{1,80}",
        r"(?:have a (?:news )?tip|got a tip|got a story|do you have a story|send us|contact us|email us|write to)\b.{0,200}",
        r"(?:this (?:article|story|post) (?:was )?(?:originally|first) (?:appeared|published|posted)).{0,160}",
        r"\w+ (?:\w+ ){0,3}(?:may|can) be reached at .{1,200}",
        r"(?:this|the) (?:article|post|content|page) (?:may )?(?:contains?|includes?) (?:affiliate|paid|sponsored).{0,160}",
        r".{0,60}affiliate (?:links|commission).{0,160}",
        r"(?:to )?(?:view|read) (?:this|the) (?:article|story|content).{0,40}(?:browser|javascript|app).{0,60}",
    ),
}  # fmt: skip

# Headings after which the page holds something else than the article.
END_HEADINGS = (
    "comments", "leave a comment", "leave a reply", "post a comment", "related", "related articles",
    "related stories", "related posts", "related news", "related content", "recommended", "recommended for you", "more stories",
    "more news", "more from", "most read", "most popular", "popular", "trending", "trending now", "latest news",
    "latest stories", "top stories", "you may also like", "you might also like", "you may like", "about the author",
    "author", "tags", "share this", "must read stories", "what to read next", "read next", "up next", "editor's picks",
    "join the conversation", "newsletter", "around the web", "more in", "more on this story", "promoted stories",
    "sponsored stories", "recent posts", "from the web", "about us", "follow us", "sign up for", "next article", "today's top stories",
)  # fmt: skip

BYLINE_LEADS = (
    "by",
    "written by",
    "story by",
    "reported by",
    "words by",
    "reporting by",
    "posted by",
    "from our correspondent",
)
CAPTION_LEADS = (
    "image:", "image credit", "image source", "photo:", "photo by", "photo credit", "photograph:", "photograph by", "picture:", "credit:",
    "photos:", "caption:", "file photo", "file -", "file image", "getty images", "image caption", "video:", "image via",
    "screenshot:", "illustration:", "illustration by", "graphic:", "courtesy of",
)  # fmt: skip
REPORT_VERBS = (
    "tweeted", "wrote", "posted", "said", "added", "replied", "shared", "retweeted", "responded", "announced",
)  # fmt: skip
POSTING_LEADS = (
    "published", "updated", "posted", "last updated", "last modified", "first published", "created", "modified", "on",
)  # fmt: skip

# The furniture of a post copied from X itself.
POST_LINES = (
    "post", "conversation", "see new posts", "translate post", "translate tweet", "translated from", "show translation", "show original",
    "show more", "show this thread", "show less", "quote", "quote tweet", "read replies", "replying to", "views",
    "reposts", "retweets", "likes", "quotes", "bookmarks", "follow", "following", "subscribe", "relevant", "view quotes",
    "view post engagements", "post your reply", "reply", "ad", "pinned", "edited", "last edited", "copy link to post",
    "read more replies", "what's happening?", "verified account", "view post", "view on x", "watch on x", "explore what's happening on x",
    "readers added context", "image", "alt", "gif",
)  # fmt: skip

ADDRESS_WORDS = frozenset(
    [
        "you",
        "your",
        "our",
        "we",
        "us",
        "subscribe",
        "subscriber",
        "subscription",
        "subscribers",
        "account",
        "sign",
        "newsletter",
        "inbox",
        "email",
        "site",
        "website",
        "app",
        "cookies",
        "cookie",
        "browser",
        "privacy",
        "terms",
        "policy",
        "advertising",
        "device",
        "click",
        "download",
        "free",
        "trial",
        "membership",
        "member",
        "members",
        "log",
        "login",
        "register",
        "registration",
        "password",
        "notifications",
        "updates",
        "consent",
        "preferences",
        "support",
        "donate",
        "journalism",
    ]
)

# Of the leads to other stories, those that need no colon inside brackets.
SURE_LEADS = ("also read", "read also", "read more", "read next", "also watch")

# A heading of what follows the article, with a name in it: "More from Jane Roe".
END_HEADING_PATTERN = r"(?:more|most read|most popular|latest|also|popular|trending|recommended|top stories) (?:from|in|on|by|about|for)\b.{1,60}"

# Words by which the writer of a post speaks of himself; articles do so inside quotes only.
FIRST_PERSON = frozenset(
    "i i'm i've i'll i'd me my mine we we're we've we'll us our ours let's".split()
)
