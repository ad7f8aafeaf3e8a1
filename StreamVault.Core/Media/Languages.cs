namespace StreamVault.Core.Media;

/// <summary>The most common languages: ISO 639 codes of two and three letters, and native names.</summary>
internal static class Languages
{
    public static IReadOnlyDictionary<string, Language> Known { get; } =
        new (string Codes, string Name)[]
        {
            ("ar ara", "العربية"),
            ("bg bul", "Български"),
            ("bn ben", "বাংলা"),
            ("ca cat", "Català"),
            ("cs ces cze", "Čeština"),
            ("da dan", "Dansk"),
            ("de deu ger", "Deutsch"),
            ("el ell gre", "Ελληνικά"),
            ("en eng", "English"),
            ("es spa", "Español"),
            ("et est", "Eesti"),
            ("fa fas per", "فارسی"),
            ("fi fin", "Suomi"),
            ("fr fra fre", "Français"),
            ("he heb", "עברית"),
            ("hi hin", "हिन्दी"),
            ("hr hrv", "Hrvatski"),
            ("hu hun", "Magyar"),
            ("id ind", "Bahasa Indonesia"),
            ("is isl ice", "Íslenska"),
            ("it ita", "Italiano"),
            ("ja jpn", "日本語"),
            ("ko kor", "한국어"),
            ("lt lit", "Lietuvių"),
            ("lv lav", "Latviešu"),
            ("ms msa may", "Bahasa Melayu"),
            ("nl nld dut", "Nederlands"),
            ("no nor", "Norsk"),
            ("pl pol", "Polski"),
            ("pt por", "Português"),
            ("ro ron rum", "Română"),
            ("ru rus", "Русский"),
            ("sk slk slo", "Slovenčina"),
            ("sl slv", "Slovenščina"),
            ("sr srp", "Српски"),
            ("sv swe", "Svenska"),
            ("th tha", "ไทย"),
            ("tr tur", "Türkçe"),
            ("uk ukr", "Українська"),
            ("vi vie", "Tiếng Việt"),
            ("zh zho chi", "中文"),
        }
            .SelectMany(l => l.Codes.Split(' '), (l, code) => (code, new Language(l.Codes[..2], l.Name)))
            .ToDictionary(l => l.code, l => l.Item2);
}

/// <summary>A language.</summary>
/// <param name="Tag">Its shortest tag (RFC 5646).</param>
/// <param name="Name">Its native name.</param>
internal sealed record Language(string Tag, string Name);
