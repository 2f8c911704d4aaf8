import { eld } from "eld/extrasmall";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { languageProblem } from "../../../src/core/reply/language.ts";

const english =
  "The server reads the configuration once, when it starts, and keeps it until it ends.";

/** One sentence, translated. */
const sentences = {
  bg: "Сървърът чете настройките само веднъж, когато се стартира, и ги пази, докато спре.",
  cs: "Server načte konfiguraci pouze jednou při spuštění a uchová ji, dokud neskončí.",
  da: "Serveren læser konfigurationen én gang, når den starter, og beholder den, indtil den stopper.",
  de: "Der Server liest die Konfiguration einmal beim Start und behält sie, bis er beendet wird.",
  es: "El servidor lee la configuración una sola vez, al arrancar, y la conserva hasta que termina.",
  fa: "سرور پیکربندی را یک بار هنگام شروع می‌خواند و آن را تا پایان کار نگه می‌دارد.",
  fi: "Palvelin lukee asetukset kerran käynnistyessään ja säilyttää ne, kunnes se pysähtyy.",
  fr: "Le serveur lit la configuration une seule fois, au démarrage, et la garde jusqu’à la fin.",
  hr: "Poslužitelj čita postavke samo jednom, kada se pokrene, i čuva ih dok se ne zaustavi.",
  id: "Server membaca konfigurasi satu kali saat mulai berjalan dan menyimpannya sampai selesai.",
  it: "Il server legge la configurazione una volta sola, all’avvio, e la conserva fino alla fine.",
  ja: "サーバーは起動時に一度だけ設定を読み込み、終了するまでその設定を保持します。",
  nl: "De server leest de configuratie één keer bij het opstarten en bewaart die tot het einde.",
  pl: "Serwer odczytuje konfigurację tylko raz, podczas uruchamiania, i zachowuje ją do końca.",
  pt: "O servidor lê a configuração uma única vez, ao iniciar, e a mantém até que ele termine.",
  ru: "Сервер читает настройки только один раз, когда запускается, и хранит их до завершения.",
  sv: "Servern läser konfigurationen en gång när den startar och behåller den tills den avslutas.",
  tr: "Sunucu yapılandırmayı başlarken yalnızca bir kez okur ve kapanana kadar onu saklar.",
  uk: "Сервер читає налаштування лише один раз, коли запускається, і зберігає їх до завершення.",
  vi: "Máy chủ chỉ đọc cấu hình một lần khi khởi động và giữ nó cho đến khi kết thúc.",
  zh: "服务器只在启动时读取一次配置，并且一直保留这份配置，直到它停止运行为止。",
};

type Language = keyof typeof sentences;

const languages = Object.keys(sentences).filter((name): name is Language => name in sentences);

function found(target: string, locale: string, source = english, sourceLocale = "en") {
  const problem = languageProblem({ source, target, locale, sourceLocale }, eld);
  if (problem !== undefined) expect(problem.kind).toBe("wrong-language");
  return problem?.detail;
}

test.each(languages)("a translation into %s is right", (locale) => {
  expect(found(sentences[locale], locale)).toBeUndefined();
});

const others: readonly (readonly [asked: string, given: Language])[] = [
  ["fr", "es"],
  ["fr-CA", "it"],
  ["de", "nl"],
  ["es", "fr"],
  ["es-419", "pt"],
  ["it", "fr"],
  ["nl", "de"],
  ["pl", "cs"],
  ["pt-BR", "es"],
  ["sv", "fi"],
  ["tr", "de"],
  ["vi", "fr"],
  ["uk", "ru"],
  ["ar", "fa"],
  ["ja", "zh"],
  ["zh-Hans", "ja"],
  ["zh-TW", "ja"],
];

test.each(others)("asked for %s, a sentence in %s is refused", (asked, given) => {
  expect(found(sentences[given], asked)).toBe(given);
});

test.each(["de", "es-419", "fr", "it", "nb", "pl", "pt-BR", "tr", "vi"])(
  "asked for %s, a sentence left in the source language in other words is refused",
  (asked) => {
    const reworded =
      "When it starts, the server will read its settings, which it keeps to the end.";
    expect(found(reworded, asked)).toBe("en");
  },
);

test("a source language other than English is found as well", () => {
  const reworded =
    "Beim Start wird die Konfiguration vom Server gelesen und bis zum Ende behalten.";
  expect(found(reworded, "fr", sentences.de, "de")).toBe("de");
  expect(found(sentences.fr, "en", sentences.de, "de")).toBe("fr");
  expect(found(english, "en", sentences.ja, "ja")).toBeUndefined();
});

describe("what is never refused", () => {
  test.each([
    ["bg", "ru"],
    ["bs", "hr"],
    ["sr-Latn", "hr"],
    ["ms", "id"],
  ] as const)("in %s, a relative that can be mistaken for it (%s)", (asked, given) => {
    expect(found(sentences[given], asked)).toBeUndefined();
  });

  test.each([
    ["nb", "Tjeneren leser oppsettet én gang når den starter, og beholder det til den avsluttes."],
    ["nn", "Tenaren les oppsettet éin gong når han startar, og held på det til han blir avslutta."],
    ["bs", "Server čita postavke samo jednom, kada se pokrene, i čuva ih sve dok se ne zaustavi."],
    [
      "sr-Latn",
      "Server čita podešavanja samo jednom, kada se pokrene, i čuva ih dok se ne zaustavi.",
    ],
    [
      "ms",
      "Pelayan membaca konfigurasi sekali sahaja apabila bermula dan menyimpannya hingga tamat.",
    ],
    ["fil", "Binabasa ng server ang kaayusan nang isang beses lamang kapag ito ay nagsisimula."],
    ["zh-TW", "伺服器只在啟動時讀取一次設定，並且一直保留這份設定，直到它停止執行為止。"],
  ])("a language that the detector calls by another name: %s", (locale, target) => {
    expect(found(target, locale)).toBeUndefined();
  });

  test.each(["Installer le plugin", "Guides y referencias", "Configurazione", "", "…", "42 %"])(
    "a short text: %s",
    (target) => expect(found(target, "de")).toBeUndefined(),
  );

  test("a text in the language of the source, where the locale is a variant of it", () => {
    expect(found(english, "en-GB")).toBeUndefined();
    expect(found(english, "en-x-pirate", english, "en-US")).toBeUndefined();
    expect(found(sentences.es, "pt-BR", sentences.pt, "pt-PT")).toBeUndefined();
  });

  test.each(["gl", "cy", "ga", "eo", "mk", "yue", "ku", "uz-Cyrl", "az-Cyrl", "english", "x", ""])(
    "anything where the detector does not know the locale: %s",
    (locale) => {
      expect(found(sentences.es, locale)).toBeUndefined();
      expect(found(sentences.ru, locale)).toBeUndefined();
    },
  );
});

describe("names and identifiers", () => {
  const platforms =
    "International Standard Recording Code, Free Software Foundation, The Open Source Initiative";

  test("that the source has as well do not count", () => {
    const source = `It works with ${platforms} and many others.`;
    expect(found(`Fonctionne avec ${platforms} et bien d’autres.`, "fr", source)).toBeUndefined();
    expect(found(`Avec ${platforms}`, "fr", source)).toBeUndefined();
    expect(found(`Läuft mit ${platforms} und anderen.`, "de", source)).toBeUndefined();
  });

  test("that are written like code do not count", () => {
    const list = "useState useEffect getServerSideProps --no-verify [options] {value} is_enabled";
    expect(found(`Utilise ${list} ${list} ${list}.`, "fr")).toBeUndefined();
  });

  test("are looked through in other scripts", () => {
    const target = `サーバーは ${english} と書かれた設定を起動時に一度だけ読み込み、終了まで保持します。`;
    expect(found(target, "ja")).toBeUndefined();
  });

  test("do not hide a sentence in another language", () => {
    const source = `${english} It runs on Google Cloud Platform.`;
    expect(found(`${sentences.es} Funciona en Google Cloud Platform.`, "fr", source)).toBe("es");
  });
});

test("the detector has no say where it does not know the source again", () => {
  expect(found(sentences.es, "fr", "Kubernetes kubectl etcd kubelet")).toBeUndefined();
  expect(found(sentences.es, "fr", sentences.fi)).toBeUndefined();
});

test("a language that the detector does not know can be the source", () => {
  const welsh = "Mae’r gweinydd yn darllen y ffurfweddiad unwaith yn unig wrth gychwyn.";
  expect(found(sentences.es, "fr", welsh, "cy")).toBe("es");
  expect(found(sentences.fr, "fr", welsh, "cy")).toBeUndefined();
});

test("no text and no locale breaks it, and the same is always said of the same", () => {
  const texts = fc.string({ unit: "grapheme", maxLength: 200 });
  fc.assert(
    fc.property(texts, texts, fc.string(), fc.string(), (source, target, locale, sourceLocale) => {
      const translation = { source, target, locale, sourceLocale };
      const first = languageProblem(translation, eld);
      expect(languageProblem(translation, eld)).toEqual(first);
    }),
  );
});
