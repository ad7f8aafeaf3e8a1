using Microsoft.AspNetCore.Http.HttpResults;

namespace StreamVault.Web.Problems;

/// <summary>Error responses that several areas share.</summary>
internal static class Refusals
{
    /// <summary>Refuses an invalid field of a request.</summary>
    /// <param name="field">The field's name.</param>
    /// <param name="detail">What is wrong with it, as a sentence.</param>
    public static ProblemHttpResult BadRequest(string field, string detail) => BadRequest([(field, detail)]);

    /// <inheritdoc cref="BadRequest(string, string)" />
    public static ProblemHttpResult BadRequest((string Field, string Fault) invalid) => BadRequest([invalid]);

    /// <summary>Refuses invalid fields of a request.</summary>
    /// <param name="invalid">At least one field, each with what is wrong with it as a sentence.</param>
    public static ProblemHttpResult BadRequest(IReadOnlyList<(string Field, string Fault)> invalid) =>
        TypedResults.Problem(
            string.Join(' ', invalid.Select(error => error.Fault)),
            statusCode: StatusCodes.Status400BadRequest,
            extensions: new Dictionary<string, object?>
            {
                ["field"] = invalid[0].Field,
                ["errors"] = invalid
                    .GroupBy(error => error.Field, error => error.Fault)
                    .ToDictionary(field => field.Key, field => field.ToArray()),
            }
        );

    public static ProblemHttpResult NotFound(string detail) =>
        TypedResults.Problem(detail, statusCode: StatusCodes.Status404NotFound);

    public static ProblemHttpResult Conflict(string detail) =>
        TypedResults.Problem(detail, statusCode: StatusCodes.Status409Conflict);

    public static ProblemHttpResult UnsupportedMediaType(string detail) =>
        TypedResults.Problem(detail, statusCode: StatusCodes.Status415UnsupportedMediaType);

    public static ProblemHttpResult NoSuchVideo() => NotFound("There is no video with this id.");
}
