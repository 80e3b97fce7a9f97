#include <relata/text/html_metadata.hpp>

#include <relata/text/html.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <chrono>

namespace relata {
namespace {

enum class Field { kTitle, kDate, kSource };

/// A <meta> name or property, the surest of its field first.
struct MetaName {
  std::string_view name;
  Field field;
};
constexpr std::array kMetaNames{
    MetaName{"og:title", Field::kTitle},
    MetaName{"article:published_time", Field::kDate},
    MetaName{"og:article:published_time", Field::kDate},
    MetaName{"datepublished", Field::kDate},
    MetaName{"parsely-pub-date", Field::kDate},
    MetaName{"pubdate", Field::kDate},
    MetaName{"publishdate", Field::kDate},
    MetaName{"publish-date", Field::kDate},
    MetaName{"publish_date", Field::kDate},
    MetaName{"dc.date.issued", Field::kDate},
    MetaName{"dcterms.issued", Field::kDate},
    MetaName{"dcterms.created", Field::kDate},
    MetaName{"dc.date.created", Field::kDate},
    MetaName{"dc.date", Field::kDate},
    MetaName{"dcterms.date", Field::kDate},
    MetaName{"sailthru.date", Field::kDate},
    MetaName{"date", Field::kDate},
    MetaName{"og:site_name", Field::kSource},
    MetaName{"dc.publisher", Field::kSource},
    MetaName{"dcterms.publisher", Field::kSource},
    MetaName{"publisher", Field::kSource},
    MetaName{"application-name", Field::kSource},
};

std::string lower(std::string_view s) {
  std::string out(s);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return out;
}

/// Words of the subtree.
std::string words_of(const HtmlTree& tree, std::uint32_t node) {
  std::string out;
  for (std::uint32_t i = node; i < tree.nodes()[node].end; ++i) {
    if (tree.nodes()[i].name == "br") out += ' ';
    out += tree.nodes()[i].text;
  }
  return clean_words(out);
}

/// The best value of each field met so far: a lower rank is surer.
class Best {
 public:
  void offer(Field field, std::size_t rank, std::string value) {
    auto& [best, held] = of_[static_cast<std::size_t>(field)];
    if (value.empty() || (!held.empty() && best <= rank)) return;
    best = rank;
    held = std::move(value);
  }
  std::string take(Field field) { return std::move(of_[static_cast<std::size_t>(field)].second); }

 private:
  std::array<std::pair<std::size_t, std::string>, 3> of_{};
};

// Behind all ranks of kMetaNames.
enum Rank : std::size_t { kJsonLd = 100, kMarkedTime, kTime };

/// Looks through objects, lists and "@graph" for schema.org's datePublished and publisher.
void read_json_ld(std::string_view text, Best& best) {
  using nlohmann::json;
  const json root = json::parse(text.begin(), text.end(), nullptr, false);
  constexpr std::size_t kMost = 10000;
  std::vector<const json*> open{&root};
  for (std::size_t seen = 0; !open.empty() && seen < kMost; ++seen) {
    const json& value = *open.back();
    open.pop_back();
    if (value.is_array())
      for (auto item = value.rbegin(); item != value.rend(); ++item) open.push_back(&*item);
    if (!value.is_object()) continue;
    if (const auto date = value.find("datePublished"); date != value.end() && date->is_string())
      best.offer(Field::kDate, kJsonLd, iso_day(date->get_ref<const std::string&>()));
    if (const auto publisher = value.find("publisher"); publisher != value.end() && publisher->is_object())
      if (const auto name = publisher->find("name"); name != publisher->end() && name->is_string())
        best.offer(Field::kSource, kJsonLd, clean_words(name->get_ref<const std::string&>()));
    for (const char* inner : {"mainEntity", "@graph"})
      if (const auto found = value.find(inner); found != value.end()) open.push_back(&*found);
  }
}

void read_meta(const HtmlTree& tree, std::uint32_t node, Best& best) {
  for (const char* key : {"property", "name", "itemprop"}) {
    const std::string name = lower(tree.attribute(node, key));
    const auto found = std::find_if(kMetaNames.begin(), kMetaNames.end(), [&](const MetaName& row) { return row.name == name; });
    if (found == kMetaNames.end()) continue;
    const std::string_view content = tree.attribute(node, "content");
    best.offer(found->field, static_cast<std::size_t>(found - kMetaNames.begin()),
               found->field == Field::kDate ? iso_day(content) : clean_words(content));
  }
}

/// "Talks resume" of "Talks resume - The Daily Example": the page's title mostly ends in the site's name.
std::string headline(std::string page_title, std::string heading) {
  if (page_title.empty()) return heading;
  return !heading.empty() && page_title.starts_with(heading) ? heading : page_title;
}

}  // namespace

std::string iso_day(std::string_view text) {
  text = text.substr(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  if (text.size() < 10) return {};
  const char mark = text[4];
  if ((mark != '-' && mark != '/') || text[7] != mark || (text.size() > 10 && text[10] >= '0' && text[10] <= '9')) return {};
  const auto number = [&](std::size_t at, std::size_t digits) {
    int value = 0;
    for (std::size_t i = at; i < at + digits; ++i) {
      if (text[i] < '0' || text[i] > '9') return -1;
      value = value * 10 + (text[i] - '0');
    }
    return value;
  };
  const int year = number(0, 4), month = number(5, 2), day = number(8, 2);
  if (year <= 0 || month <= 0 || day <= 0) return {};
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok()) return {};
  std::string out(text.substr(0, 10));
  out[4] = out[7] = '-';
  return out;
}

HtmlMetadata html_metadata(const HtmlTree& tree) {
  Best best;
  std::string page_title, heading;
  for (std::uint32_t i = 0; i < tree.nodes().size(); ++i) {
    const std::string_view name = tree.nodes()[i].name;
    if (name == "meta") {
      read_meta(tree, i, best);
    } else if (name == "title" && page_title.empty()) {
      page_title = words_of(tree, i);
    } else if (name == "h1" && heading.empty()) {
      heading = words_of(tree, i);
    } else if (name == "time") {
      const bool marked = tree.has_attribute(i, "pubdate") || lower(tree.attribute(i, "itemprop")) == "datepublished";
      best.offer(Field::kDate, marked ? kMarkedTime : kTime, iso_day(tree.attribute(i, "datetime")));
    } else if (name == "script" && i + 1 < tree.nodes()[i].end && lower(tree.attribute(i, "type")).find("ld+json") != std::string::npos) {
      read_json_ld(tree.nodes()[i + 1].text, best);
    }
  }
  HtmlMetadata out{best.take(Field::kTitle), best.take(Field::kDate), best.take(Field::kSource)};
  if (out.title.empty()) out.title = headline(std::move(page_title), std::move(heading));
  return out;
}

}  // namespace relata
