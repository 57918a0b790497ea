/** Portuguese words of the generated catalog. */
import { attributeNames, list, pairs, phrases, type Words } from "./words.ts";

export const portuguese: Words = {
  tag: "pt",
  kinds: pairs(`Chaleira/Chaleiras | Frigideira/Frigideiras | Faca/Facas | Cafeteira/Cafeteiras | Prato/Pratos
    | Caneca/Canecas | Copo/Copos | Tigela/Tigelas | Cadeira/Cadeiras | Mesa/Mesas | Prateleira/Prateleiras
    | Armário/Armários | Abajur/Abajures | Pendente/Pendentes | Lanterna/Lanternas | Lâmpada/Lâmpadas | Manta/Mantas
    | Almofada/Almofadas | Toalha/Toalhas | Cortina/Cortinas | Notebook/Notebooks | Monitor/Monitores
    | Fones de ouvido/Fones de ouvido | Teclado/Teclados | Jaqueta/Jaquetas | Camisa/Camisas | Sapatos/Sapatos
    | Mochila/Mochilas | Regador/Regadores | Vaso de flores/Vasos de flores
    | Mangueira/Mangueiras | Cortador de grama/Cortadores de grama | Furadeira/Furadeiras | Martelo/Martelos
    | Chave de fenda/Chaves de fenda | Serra/Serras | Sabonete/Sabonetes | Xampu/Xampus | Perfume/Perfumes
    | Escova de cabelo/Escovas de cabelo`),
  departments: phrases(
    "Cozinha | Louças | Móveis | Iluminação | Têxteis | Eletrônicos | Moda | Jardim | Ferramentas | Cuidados pessoais",
  ),
  uses: phrases(`para crianças | para viagem | para o escritório | para áreas externas | para profissionais
    | para espaços pequenos | para visitas | para iniciantes | para todo dia`),
  praise: phrases(
    `tradicional | atual | funcional | resistente | flexível | estável | veloz | simples | rural | forte
    | durável | confortável | útil | agradável | portátil | dobrável | premium | adaptável | impermeável | original
    | grande | minimalista | ideal | sustentável`,
  ),
  attributes: attributeNames(
    `Estilo | Caráter | Uso | Série | Classe energética | Conexão | Soquete | Tomada | Largura
    | Altura | Potência | Ruído | Garantia | Peças | Tensão | Autonomia | Temperatura | Volume | Tela | Pacote`,
  ),
  title: "{kind} {praise} {brand} {model}, {material}, {measure}",
  category: "{kind} {use}",
  units: { l: " l", ml: " ml", cm: " cm", in: '"' },
  decimal: ",",
  space: " ",
  stop: ". ",
  glue: list("de a e o que do da em um para com uma os no se na por mais as dos como ao sua seu ou"),
  common: list(
    `casa mão luz dia água madeira quarto mesa tempo desenho cor superfície cuidado qualidade uso vida forma
    trabalho cozinha espaço manhã noite família aço material conforto peso borda cabo acabamento artesão oficina
    fabricante tradição detalhe equilíbrio linha base capa tecido fio folha pedra jardim inverno verão estação ordem
    canto parede chão porta janela gaveta caixa presente visita amigo criança escritório viagem refeição café chá pão
    sopa fogo forno calor frio ar som potência bateria botão tecla ferramenta parafuso lâmina segurança alça bolso
    costura manga sola passeio chuva sol sombra planta terra semente flor aroma pele cabelo óleo macio firme limpo calmo
    claro quente fino profundo fácil forte natural diário pequeno largo liso cuidadoso duradouro pronto feito cortado
    construído testado lavado pintado polido dobra guarda dura cabe abre fecha leva traz faz gira`,
  ),
  syllables: [
    list("bar cam del fra gal lum mar nav pal que ros sol tra vel ser mon bri cor fol jan"),
    list("a e i o u an er in or al"),
    list("eiro ção inha eza ente ador ura ino elo osa ário eta ano ida ejo agem"),
  ],
};
