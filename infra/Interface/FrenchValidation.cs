using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;

namespace OpenDataAnimation.Interface;

/// <summary>French texts for every check that the framework words in English; a text set on the attribute wins.</summary>
internal sealed class FrenchValidation : IValidationMetadataProvider
{
    public static void Configure(MvcOptions options)
    {
        options.ModelMetadataDetailsProviders.Add(new FrenchValidation());
        var texts = options.ModelBindingMessageProvider;
        texts.SetValueMustNotBeNullAccessor(_ => "Remplissez ce champ.");
        texts.SetValueIsInvalidAccessor(value => $"«\u00A0{value}\u00A0» n’est pas une valeur attendue ici.");
        texts.SetAttemptedValueIsInvalidAccessor((value, field) => $"{field}\u00A0: «\u00A0{value}\u00A0» n’est pas une valeur attendue ici.");
        texts.SetNonPropertyAttemptedValueIsInvalidAccessor(value => $"«\u00A0{value}\u00A0» n’est pas une valeur attendue ici.");
        texts.SetUnknownValueIsInvalidAccessor(field => $"{field}\u00A0: cette valeur n’est pas attendue ici.");
        texts.SetNonPropertyUnknownValueIsInvalidAccessor(() => "Cette valeur n’est pas attendue ici.");
        texts.SetValueMustBeANumberAccessor(field => $"{field}\u00A0: écrivez un nombre, par exemple 12.");
        texts.SetNonPropertyValueMustBeANumberAccessor(() => "Écrivez un nombre, par exemple 12.");
        texts.SetMissingBindRequiredValueAccessor(field => $"{field}\u00A0: remplissez ce champ.");
        texts.SetMissingKeyOrValueAccessor(() => "Remplissez ce champ.");
        texts.SetMissingRequestBodyRequiredValueAccessor(() => "La demande est arrivée vide. Envoyez-la de nouveau.");
    }

    public void CreateValidationMetadata(ValidationMetadataProviderContext context)
    {
        foreach (var check in context.ValidationMetadata.ValidatorMetadata.OfType<ValidationAttribute>())
        {
            if (check.ErrorMessageResourceName is null && check.ErrorMessageResourceType is null && IsDefault(check))
            {
                check.ErrorMessage = TextFor(check) ?? check.ErrorMessage;
            }
        }
    }

    // Attributes derived from DataTypeAttribute show their English default here instead of null.
    private static bool IsDefault(ValidationAttribute check) => check.ErrorMessage is null || check switch
    {
        EmailAddressAttribute => check.ErrorMessage == new EmailAddressAttribute().ErrorMessage,
        UrlAttribute => check.ErrorMessage == new UrlAttribute().ErrorMessage,
        PhoneAttribute => check.ErrorMessage == new PhoneAttribute().ErrorMessage,
        _ => false,
    };

    private static string? TextFor(ValidationAttribute check) => check switch
    {
        RequiredAttribute => "{0}\u00A0: remplissez ce champ.",
        StringLengthAttribute { MinimumLength: > 0 } => "{0}\u00A0: écrivez entre {2} et {1} caractères.",
        StringLengthAttribute => "{0}\u00A0: {1} caractères au plus.",
        MaxLengthAttribute => "{0}\u00A0: {1} au plus.",
        MinLengthAttribute => "{0}\u00A0: {1} au moins.",
        RangeAttribute => "{0}\u00A0: choisissez une valeur entre {1} et {2}.",
        EmailAddressAttribute => "{0}\u00A0: écrivez une adresse électronique complète, par exemple prenom.nom@commune.fr.",
        UrlAttribute => "{0}\u00A0: écrivez une adresse complète, par exemple https://www.commune.fr.",
        PhoneAttribute => "{0}\u00A0: écrivez un numéro de téléphone, par exemple 02 99 00 00 00.",
        CompareAttribute => "{0}\u00A0: les deux saisies diffèrent.",
        RegularExpressionAttribute => "{0}\u00A0: ce n’est pas la forme attendue.",
        _ => null,
    };
}
