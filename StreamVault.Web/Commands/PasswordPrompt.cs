using System.Text;

namespace StreamVault.Web.Commands;

/// <summary>Asks for a new password.</summary>
internal static class PasswordPrompt
{
    /// <summary>Asks twice, without echo, on a terminal; otherwise reads the first line of standard input.</summary>
    /// <returns>The password; null if the two entries differ.</returns>
    public static async Task<string?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        if (Console.IsInputRedirected)
        {
            return await Console.In.ReadLineAsync(cancellationToken) ?? "";
        }

        var password = ReadHidden($"New password for {name}: ");
        return ReadHidden("Confirm password: ") == password ? password : null;
    }

    private static string ReadHidden(string prompt)
    {
        Console.Write(prompt);
        var typed = new StringBuilder();
        while (true)
        {
            var key = Console.ReadKey(intercept: true);
            if (key.Key == ConsoleKey.Enter)
            {
                Console.WriteLine();
                return typed.ToString();
            }

            if (key.Key == ConsoleKey.Backspace)
            {
                typed.Length = Math.Max(0, typed.Length - 1);
            }
            else if (!char.IsControl(key.KeyChar))
            {
                typed.Append(key.KeyChar);
            }
        }
    }
}
