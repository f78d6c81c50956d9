using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BackPainBot.BotFramework;

/// <summary>Checks a section when the app starts. Unlike the built-in check, a failure is the attribute's sentence and nothing around it.</summary>
internal static class Settings
{
    public static void AddSettings<T>(this IServiceCollection services, IConfiguration section) where T : class
    {
        services.AddOptions<T>().Bind(section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<T>>(new Check<T>());
    }

    private sealed class Check<T> : IValidateOptions<T> where T : class
    {
        public ValidateOptionsResult Validate(string? name, T options)
        {
            var problems = new List<ValidationResult>();
            return Validator.TryValidateObject(options, new ValidationContext(options), problems, validateAllProperties: true)
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail(problems.Select(problem => problem.ErrorMessage!));
        }
    }
}
