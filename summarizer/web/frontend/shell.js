// What Streamlit has no word for: the language of the document, remembering which one was chosen,
// and what to say when the connection is lost. data: language, remember, lost: {title, text}
export default function ({ data }) {
  const root = document.documentElement;
  root.lang = data.language;
  root.style.setProperty("--puente-lost-title", JSON.stringify(data.lost.title));
  root.style.setProperty("--puente-lost", JSON.stringify(data.lost.text));
  if (data.remember) {
    document.cookie = `puente_language=${data.language}; path=/; max-age=31536000; samesite=lax`;
  }
}
