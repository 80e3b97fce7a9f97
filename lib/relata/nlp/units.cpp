#include <relata/nlp/units.hpp>

#include <algorithm>
#include <array>
#include <unordered_map>

namespace relata {
namespace {

const Lexeme& lexeme_at(std::span<const Lexeme> lexemes, std::size_t at) {
  static const Lexeme none;
  return at < lexemes.size() ? lexemes[at] : none;
}

struct Unit {
  UnitKind kind;
  std::string_view code;
};

/// Up to four words, in lower case, joined by blanks; marks stand without.
using Units = std::unordered_map<std::string_view, Unit>;
constexpr std::size_t kMostLexemes = 5;

const Units& unit_words() {
  static const Units words = [] {
    Units out;
    const auto add = [&](UnitKind kind, std::string_view code, std::initializer_list<std::string_view> forms) {
      for (const std::string_view form : forms) out.emplace(form, Unit{kind, code});
    };
    const auto money = [&](std::string_view code, std::initializer_list<std::string_view> forms) { add(UnitKind::kMoney, code, forms); };
    const auto measure = [&](std::string_view code, std::initializer_list<std::string_view> forms) { add(UnitKind::kMeasure, code, forms); };
    money("USD", {"dollar", "dollars", "us dollars", "us dollar", "u.s. dollars", "u.s. dollar", "american dollars", "usd", "bucks", "$"});
    money("EUR", {"euro", "euros", "eur", "€"});
    money("GBP", {"pounds sterling", "british pounds", "gbp", "£"});
    money("JPY", {"yen", "japanese yen", "jpy"});
    money("CNY", {"yuan", "chinese yuan", "renminbi", "rmb", "cny"});
    money("RUB", {"ruble", "rubles", "rouble", "roubles", "russian rubles", "russian roubles", "rub", "₽"});
    money("UAH", {"hryvnia", "hryvnias", "ukrainian hryvnia", "uah", "₴"});
    money("INR", {"rupees", "indian rupees", "inr", "₹"});
    money("PKR", {"pakistani rupees", "pkr"});
    money("CHF", {"swiss francs", "swiss franc", "chf"});
    money("CAD", {"canadian dollars", "cad"});
    money("AUD", {"australian dollars", "aud"});
    money("NZD", {"new zealand dollars", "nzd"});
    money("HKD", {"hong kong dollars", "hkd"});
    money("SGD", {"singapore dollars", "sgd"});
    money("TWD", {"taiwan dollars", "taiwanese dollars", "twd"});
    money("KRW", {"south korean won", "korean won", "krw", "₩"});
    money("SEK", {"swedish kronor", "swedish krona", "swedish crowns", "sek"});
    money("NOK", {"norwegian kroner", "norwegian krone", "norwegian crowns", "nok"});
    money("DKK", {"danish kroner", "danish krone", "danish crowns", "dkk"});
    money("CZK", {"czech crowns", "czech koruna", "koruna", "korunas", "czk"});
    money("HUF", {"forint", "forints", "huf"});
    money("PLN", {"zloty", "zlotys", "zlotych", "pln"});
    money("RON", {"romanian lei", "ron"});
    money("BGN", {"bulgarian leva", "bulgarian lev", "bgn"});
    money("TRY", {"lira", "liras", "turkish lira", "turkish liras", "₺"});
    money("ILS", {"shekels", "shekel", "israeli shekels", "₪"});
    money("AZN", {"manat", "manats", "azerbaijani manat", "azn"});
    money("GEL", {"lari", "georgian lari", "gel"});
    money("AMD", {"dram", "drams", "armenian drams"});
    money("KZT", {"tenge", "kazakh tenge", "kzt"});
    money("BYN", {"belarusian rubles", "belarusian roubles", "byn"});
    money("SAR", {"saudi riyals", "sar"});
    money("IRR", {"iranian rials", "rials"});
    money("AED", {"dirhams", "uae dirhams"});
    money("EGP", {"egyptian pounds"});
    money("SYP", {"syrian pounds"});
    money("LBP", {"lebanese pounds"});
    money("IQD", {"iraqi dinars"});
    money("MXN", {"mexican pesos", "mxn"});
    money("BRL", {"brazilian reais", "brazilian reals", "brl"});
    money("ZAR", {"rand", "south african rand", "zar"});
    money("NGN", {"naira", "nigerian naira"});
    money("VND", {"vietnamese dong"});
    money("THB", {"baht", "thai baht"});
    add(UnitKind::kPercent, "%", {"%", "percent", "per cent", "pct"});
    measure("{percentage point}", {"percentage point", "percentage points"});
    measure("km", {"km", "kms", "kilometer", "kilometers", "kilometre", "kilometres"});
    measure("m", {"meter", "meters", "metre", "metres"});
    measure("cm", {"cm", "centimeter", "centimeters", "centimetre", "centimetres"});
    measure("mm", {"mm", "millimeter", "millimeters", "millimetre", "millimetres"});
    measure("[mi_i]", {"mile", "miles"});
    measure("[nmi_i]", {"nautical mile", "nautical miles"});
    measure("[ft_i]", {"foot", "feet", "ft"});
    measure("[in_i]", {"inch", "inches"});
    measure("[yd_i]", {"yard", "yards"});
    measure("har", {"hectare", "hectares"});
    measure("[acr_us]", {"acre", "acres"});
    measure("km2", {"square kilometer", "square kilometers", "square kilometre", "square kilometres", "sq km", "sq. km", "km2"});
    measure("m2", {"square meter", "square meters", "square metre", "square metres", "sq m", "m2"});
    measure("[mi_i]2", {"square mile", "square miles", "sq mi", "sq miles"});
    measure("[ft_i]2", {"square foot", "square feet", "sq ft"});
    measure("m3", {"cubic meter", "cubic meters", "cubic metre", "cubic metres", "m3"});
    measure("[cft_i]", {"cubic foot", "cubic feet"});
    measure("kg", {"kg", "kgs", "kilo", "kilos", "kilogram", "kilograms", "kilogramme", "kilogrammes"});
    measure("g", {"gram", "grams", "gramme", "grammes"});
    measure("mg", {"mg", "milligram", "milligrams"});
    measure("t", {"tonne", "tonnes", "metric ton", "metric tons"});
    measure("{ton}", {"ton", "tons"});  // short, long or metric: not said
    measure("[lb_av]", {"lb", "lbs"});
    measure("[oz_av]", {"ounce", "ounces", "oz"});
    measure("L", {"liter", "liters", "litre", "litres"});
    measure("mL", {"ml", "milliliter", "milliliters", "millilitre", "millilitres"});
    measure("[gal_us]", {"gallon", "gallons"});
    measure("[bbl_us]", {"barrel", "barrels"});
    measure("[bbl_us]/d", {"barrels per day", "barrels a day", "bpd"});
    measure("W", {"watt", "watts"});
    measure("kW", {"kw", "kilowatt", "kilowatts"});
    measure("MW", {"mw", "megawatt", "megawatts"});
    measure("GW", {"gw", "gigawatt", "gigawatts"});
    measure("kW.h", {"kwh", "kilowatt hours", "kilowatt-hours"});
    measure("MW.h", {"mwh", "megawatt hours", "megawatt-hours"});
    measure("GW.h", {"gwh", "gigawatt hours", "gigawatt-hours"});
    measure("TW.h", {"twh", "terawatt hours", "terawatt-hours"});
    measure("km/h", {"km/h", "kmh", "kph", "kilometers per hour", "kilometres per hour", "kilometers an hour", "kilometres an hour"});
    measure("[mi_i]/h", {"mph", "miles per hour", "miles an hour"});
    measure("m/s", {"m/s", "meters per second", "metres per second"});
    measure("[kn_i]", {"knot", "knots"});
    measure("Cel", {"°c", "degrees celsius", "degrees centigrade", "degree celsius"});
    measure("[degF]", {"°f", "degrees fahrenheit"});
    measure("kBy", {"kb", "kilobytes"});
    measure("MBy", {"mb", "megabytes", "megabyte"});
    measure("GBy", {"gb", "gigabytes", "gigabyte"});
    measure("TBy", {"tb", "terabytes", "terabyte"});
    measure("MHz", {"mhz", "megahertz"});
    measure("GHz", {"ghz", "gigahertz"});
    measure("V", {"volt", "volts"});
    measure("dB", {"db", "decibels"});
    measure("[Cal]", {"calories", "kcal"});
    return out;
  }();
  return words;
}

}  // namespace

std::optional<UnitWords> unit_behind(std::span<const Lexeme> lexemes, std::size_t at, bool scaled) {
  std::optional<UnitWords> best;
  std::string words;
  for (std::size_t i = at; i < lexemes.size() && i < at + kMostLexemes; ++i) {
    const Lexeme& lexeme = lexemes[i];
    if (lexeme.word.empty()) break;
    if (i > at && !lexeme.glued) words += ' ';
    words += lexeme.word;
    const auto found = unit_words().find(words);
    if (found != unit_words().end() && !(i + 1 < lexemes.size() && (lexemes[i + 1].glued || lexemes[i + 1].word == "/") && (lexemes[i + 1].kind != Lexeme::Kind::kMark || lexemes[i + 1].word == "/" || lexemes[i + 1].word.empty()))) best = {found->second.kind, found->second.code, i + 1};
  }
  if (best) return best;
  const Lexeme& first = lexeme_at(lexemes, at);
  if (scaled && (first.word == "pounds" || first.word == "pound")) return UnitWords{UnitKind::kMoney, "GBP", at + 1};
  if (scaled && first.word == "won") return UnitWords{UnitKind::kMoney, "KRW", at + 1};
  return std::nullopt;
}

std::optional<UnitWords> currency_before(std::span<const Lexeme> lexemes, std::size_t at) {
  struct Sign {
    std::array<std::string_view, 2> words;
    std::string_view code;
  };
  static constexpr std::array<Sign, 27> signs{{{{"us", "$"}, "USD"}, {{"a", "$"}, "AUD"},  {{"au", "$"}, "AUD"}, {{"c", "$"}, "CAD"},  {{"ca", "$"}, "CAD"}, {{"nz", "$"}, "NZD"}, {{"hk", "$"}, "HKD"},
                                               {{"s", "$"}, "SGD"},  {{"nt", "$"}, "TWD"}, {{"r", "$"}, "BRL"},  {{"$", ""}, "USD"},   {{"€", ""}, "EUR"},   {{"£", ""}, "GBP"},   {{"₽", ""}, "RUB"},
                                               {{"₴", ""}, "UAH"},   {{"₹", ""}, "INR"},   {{"₩", ""}, "KRW"},   {{"₺", ""}, "TRY"},   {{"₪", ""}, "ILS"},   {{"usd", ""}, "USD"}, {{"eur", ""}, "EUR"},
                                               {{"gbp", ""}, "GBP"}, {{"chf", ""}, "CHF"}, {{"rs", ""}, "INR"},  {{"rmb", ""}, "CNY"}, {{"jpy", ""}, "JPY"}, {{"cny", ""}, "CNY"}}};
  for (const Sign& sign : signs) {
    if (lexeme_at(lexemes, at).word != sign.words[0]) continue;
    std::size_t end = at + 1;
    if (!sign.words[1].empty()) {
      if (lexeme_at(lexemes, end).word != sign.words[1] || !lexeme_at(lexemes, end).glued) continue;
      ++end;
    } else if (sign.words[0].size() > 1 && lexemes[at].kind == Lexeme::Kind::kWord && !lexemes[at].capital) {
      continue;
    }
    if (end < lexemes.size() && lexemes[end].digits() > 0) return UnitWords{UnitKind::kMoney, sign.code, end};
  }
  return std::nullopt;
}

}  // namespace relata
