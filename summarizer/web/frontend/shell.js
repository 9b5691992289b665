// What Streamlit has no word for: the language of the document, and remembering which one was
// chosen. data: language, remember
export default function ({ data }) {
  document.documentElement.lang = data.language;
  if (data.remember) {
    document.cookie = `puente_language=${data.language}; path=/; max-age=31536000; samesite=lax`;
  }
}
