using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using StreamVault.Core.Hls;

namespace StreamVault.Core.Subtitles;

/// <summary>
/// Reads ASS and SSA. WebVTT has no fonts, colors and movements: bold, italic, underlined, and text at the top are kept.
/// Pure.
/// </summary>
internal static partial class SubStation
{
    private static readonly string[] UsualFields =
    [
        "layer",
        "start",
        "end",
        "style",
        "name",
        "marginl",
        "marginr",
        "marginv",
        "effect",
        "text",
    ];

    // {\an7} to {\an9}, as the digits on a numeric keypad.
    private const int FirstAtTop = 7;

    /// <summary>Reads the cues of a file.</summary>
    public static IEnumerable<WebVttCue> Read(string text)
    {
        var (section, fields) = ("", UsualFields);
        var styles = new StyleTable();
        foreach (var line in text.Split('\n').Select(line => line.Trim()))
        {
            if (line is ['[', .., ']'])
            {
                section = line.ToLowerInvariant();
            }
            else if (Value(line, "Format:") is { } format && section is "[events]")
            {
                fields = [.. format.Split(',').Select(field => field.Trim().ToLowerInvariant())];
            }
            else if (section.Contains("styles", StringComparison.Ordinal))
            {
                styles.Read(line);
            }
            else if (Value(line, "Dialogue:") is { } dialogue && Cue(dialogue, fields, styles) is { } cue)
            {
                yield return cue;
            }
        }
    }

    private static WebVttCue? Cue(string dialogue, string[] fields, StyleTable styles)
    {
        // The text is the last field, and may contain commas.
        var values = dialogue.Split(',', fields.Length);
        if (values.Length < fields.Length || Time(Field("start")) is not { } start || Time(Field("end")) is not { } end)
        {
            return null;
        }

        var (payload, alignment) = Payload(values[^1]);
        var atTop = alignment is { } own ? own >= FirstAtTop : styles.IsAtTop(Field("style"));
        return new WebVttCue(start, end, $"{(atTop ? " line:0" : "")}\n{payload}");

        string Field(string name) => Array.IndexOf(fields, name) is var at and >= 0 ? values[at].Trim() : "";
    }

    private static (string Payload, int? Alignment) Payload(string text)
    {
        var (result, at, isDrawing) = (new StringBuilder(text.Length), 0, false);
        int? alignment = null;
        var open = new List<char>();
        foreach (Match block in Overrides().Matches(text))
        {
            Append(text[at..block.Index]);
            at = block.Index + block.Length;
            foreach (Match tag in Tag().Matches(block.Value))
            {
                var value = tag.Groups["value"].Value;
                switch (tag.Groups["name"].Value)
                {
                    case "p":
                        isDrawing = value.Trim('0').Length > 0;
                        break;
                    case "an":
                        alignment ??= int.Parse(value, CultureInfo.InvariantCulture);
                        break;
                    case "r":
                        Set("biu", false);
                        break;
                    case var style:
                        // {\b700} is a weight; without a value, the style's own applies.
                        Set(style, value.Trim('0').Length > 0);
                        break;
                }
            }
        }

        Append(text[at..]);
        Set("biu", false);
        return (CueText.Lines(result.ToString()), alignment);

        void Append(string shown)
        {
            // Outlines of shapes, not text.
            if (!isDrawing)
            {
                result.Append(
                    CueText
                        .Escape(shown)
                        .Replace("\\N", "\n", StringComparison.Ordinal)
                        .Replace("\\n", " ", StringComparison.Ordinal)
                        .Replace("\\h", "&nbsp;", StringComparison.Ordinal)
                );
            }
        }

        // Tags must be nested, so those that were opened later are closed and opened again.
        void Set(string styles, bool isOn)
        {
            foreach (var style in styles.Where(style => open.Contains(style) != isOn))
            {
                if (isOn)
                {
                    open.Add(style);
                    result.Append('<').Append(style).Append('>');
                    continue;
                }

                var first = open.IndexOf(style);
                foreach (var later in open[first..].AsEnumerable().Reverse())
                {
                    result.Append("</").Append(later).Append('>');
                }

                open.RemoveAt(first);
                foreach (var later in open[first..])
                {
                    result.Append('<').Append(later).Append('>');
                }
            }
        }
    }

    private static string? Value(string line, string name) =>
        line.StartsWith(name, StringComparison.OrdinalIgnoreCase) ? line[name.Length..].TrimStart() : null;

    private static TimeSpan? Time(string text) =>
        Clock().Match(text) is { Success: true } time
            ? new TimeSpan(Part(time, 1), Part(time, 2), Part(time, 3))
                + TimeSpan.FromMilliseconds(Part(time.Groups[4].Value.PadRight(3, '0')[..3]))
            : null;

    private static int Part(Match time, int group) => Part(time.Groups[group].Value);

    private static int Part(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    // The alignment of styles. SSA counts differently: 5 to 7 are at the top.
    private sealed class StyleTable
    {
        private readonly HashSet<string> _atTop = [];
        private string[] _fields = [];

        public bool IsAtTop(string style) => _atTop.Contains(style.TrimStart('*'));

        public void Read(string line)
        {
            if (Value(line, "Format:") is { } format)
            {
                _fields = [.. format.Split(',').Select(field => field.Trim().ToLowerInvariant())];
            }
            else if (
                Value(line, "Style:")?.Split(',') is { } values
                && Array.IndexOf(_fields, "name") is var name and >= 0
                && Array.IndexOf(_fields, "alignment") is var alignment and >= 0
                && Math.Max(name, alignment) < values.Length
                && int.TryParse(values[alignment], CultureInfo.InvariantCulture, out var place)
            )
            {
                // Only ASS has styles with an underline.
                var isAtTop = _fields.Contains("underline") ? place >= FirstAtTop : place is >= 5 and <= 7;
                _ = isAtTop ? _atTop.Add(values[name].Trim()) : _atTop.Remove(values[name].Trim());
            }
        }
    }

    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex Overrides();

    [GeneratedRegex(
        @"\\(?:(?<name>p|b|i|u)(?<value>\d{1,4})(?!\d)|(?<name>an)(?<value>[1-9])|(?<name>r)(?=\\|\}|[A-Z]))"
    )]
    private static partial Regex Tag();

    [GeneratedRegex(@"\A(\d{1,4}):(\d{1,2}):(\d{1,2})[.:,](\d{1,3})\z")]
    private static partial Regex Clock();
}
